export type Method = 'get' | 'post' | 'patch' | 'delete';
export type Media = { schema?: { $ref?: string }; example?: unknown };
export type Operation = {
  method: Method;
  path: string;
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
  parameters?: ({ in: string; name: string } | { $ref: string })[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description?: string; content?: Record<string, Media> }>;
};
type Document = { paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>> };

/** Every operation of an OpenAPI document. */
export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method as Method,
      path,
    })),
  );
