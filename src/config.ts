import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Every setting of the server, from the environment. */
export const configSchema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .meta({ description: 'Port to listen on.' }),
  HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'Address to listen on.' }),
  DATABASE_FILE: z
    .string()
    .min(1)
    .default('data/tonnam.db')
    .meta({ description: 'File of the SQLite database; made when it is not there.' }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta({
      description:
        'Database on PostgreSQL 15 or later, postgres://user:password@host/database, for several servers. Left out, the file.',
    }),
  PHOTO_FOLDER: z.string().min(1).optional().meta({
    description:
      'Folder of the photos; made when the first comes. Left out, `photos` beside the database file.',
  }),
  REPORT_FOLDER: z.string().min(1).optional().meta({
    description:
      'Folder of the reports, each kept for seven days; made when the first is asked for. Left out, `reports` beside the database file.',
  }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .meta({
      description:
        'Address under which the public reaches this server, e.g. https://tonnam.example.go.th; what the QR codes hold. Left out, the address listened on.',
    }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({
      description:
        'How much is logged (pino, JSON lines). Logs name routes and request ids, no people.',
    }),
  TRUST_PROXY: z
    .stringbool()
    .default(false)
    .meta({ description: 'Whether a reverse proxy in front tells the address of the client.' }),
  MAX_IN_FLIGHT: z.coerce.number().int().min(1).default(256).meta({
    description:
      'Requests that are served at the same time; more are told at once to come again (503 with Retry-After).',
  }),
  METRICS_TOKEN: z.string().min(16).optional().meta({
    description:
      'Bearer token for `/metrics` (Prometheus), 16 characters or more. Left out, there are no metrics.',
  }),
});

export type Config = z.output<typeof configSchema>;

export const photoFolder = ({ PHOTO_FOLDER, DATABASE_FILE }: Config): string =>
  PHOTO_FOLDER ?? join(dirname(DATABASE_FILE), 'photos');

export const reportFolder = ({ REPORT_FOLDER, DATABASE_FILE }: Config): string =>
  REPORT_FOLDER ?? join(dirname(DATABASE_FILE), 'reports');

/** Thrown with a message that names each variable at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = configSchema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ConfigError(`The environment is not right.\n  ${faults.join('\n  ')}`);
}
