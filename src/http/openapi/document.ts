import { plain, type Schema, type Schemas, tidyComponents } from './components.ts';
import { type Answer, type Example, exampleOf, PROBLEM_EXAMPLES } from './examples.ts';

type Media = { schema?: Schema; example?: unknown };
type Response = { description?: string; content?: Record<string, Media>; $ref?: string };
type Parameter = { name: string; in: string; $ref?: never } | { $ref: string };
type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Response>;
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Schemas;
    parameters?: Record<string, unknown>;
    responses?: Record<string, unknown>;
  };
};

const PROBLEM = 'application/problem+json';
const problemSchema = { $ref: '#/components/schemas/Problem' };

/** Parameters that many operations have, each written once. */
const SHARED: Record<string, { component: string; name: string }> = {
  'header idempotency-key': { component: 'IdempotencyKey', name: 'Idempotency-Key' },
  'header device-clock': { component: 'DeviceClock', name: 'Device-Clock' },
  'query cursor': { component: 'Cursor', name: 'cursor' },
  'query limit': { component: 'Limit', name: 'limit' },
};

/** From what the generator makes of the routes to a document that people like to read. */
export function tidy({ paths, components, ...rest }: Document): Document {
  const parameters: Record<string, unknown> = {};
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  for (const operation of operations) {
    const { request, answer } = exampleOf(operation.operationId);
    shareParameters(operation, parameters);
    if (operation.requestBody) setExample(operation.requestBody.content, request);
    operation.responses = responsesOf(operation, answer);
  }
  // The first mention of Problem is in the shared responses, which are not among the paths.
  const all = plain(components.schemas) as Schemas;
  const tidied = tidyComponents({ paths: plain(paths) as typeof paths, problemSchema }, all);
  return {
    ...rest,
    paths: tidied.paths.paths,
    components: {
      ...components,
      schemas: tidied.schemas,
      parameters: plain(parameters) as Record<string, unknown>,
      responses: failures,
    },
  };
}

function shareParameters(operation: Operation, shared: Record<string, unknown>): void {
  operation.parameters = operation.parameters?.map((parameter) => {
    if ('$ref' in parameter) return parameter;
    const known = SHARED[`${parameter.in} ${parameter.name}`];
    if (!known) return parameter;
    shared[known.component] = { ...parameter, name: known.name };
    return { $ref: `#/components/parameters/${known.component}` };
  }) as Parameter[];
  if (!operation.parameters) delete operation.parameters;
}

function setExample(content: Record<string, Media>, example: Example | undefined): void {
  for (const [type, media] of Object.entries(content)) {
    const isFile = type !== 'application/json';
    // A file is bytes; that of a spreadsheet or a picture is nothing to read.
    if (isFile) media.schema = { type: 'string', format: 'binary' };
    media.example = isFile && !type.startsWith('text/') ? '…' : example;
  }
}

const failures = {
  Refused: {
    description: 'Refused, and nothing has happened. `code` says why.',
    content: { [PROBLEM]: { schema: problemSchema, example: PROBLEM_EXAMPLES.refused } },
  },
  Failed: {
    description: 'Not now. Nothing was recorded: send the same again, with the same key.',
    content: { [PROBLEM]: { schema: problemSchema, example: PROBLEM_EXAMPLES.failed } },
  },
};

function responsesOf({ responses }: Operation, answer: Answer): Record<string, Response> {
  const entries = Object.entries(responses).map(([status, response]): [string, Response] => {
    if (status === '4XX') return [status, { $ref: '#/components/responses/Refused' }];
    if (status === '5XX') return [status, { $ref: '#/components/responses/Failed' }];
    if (status === '503') return [status, succeeded(response, answer.notReady ?? answer)];
    if (status === '404') return [status, { ...response, ...answer.notFound }];
    return [status, succeeded(response, answer)];
  });
  if (answer.redirect) entries.push(['302', { description: answer.redirect }]);
  return Object.fromEntries(entries);
}

function succeeded({ content = {} }: Response, answer: Answer): Response {
  const { description, example, type } = answer;
  if (example === undefined) return { description };
  const [media] = Object.values(content);
  // A file is bytes: what zod says of it (anything) is of no use.
  const schema =
    type && type !== 'text/html' ? { type: 'string', format: 'binary' } : media?.schema;
  return {
    description,
    content: { [type ?? 'application/json']: { ...(schema && { schema }), example } },
  };
}
