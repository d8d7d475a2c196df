import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { IMPORT_KINDS, type ImportKind, templateOf } from '../../app/import/columns.ts';
import { importEntries, tryImport } from '../../app/import/import.ts';
import { openTables, type Tables } from '../../tables/index.ts';
import { importReport } from '../../wire/imports.ts';
import { kindName } from '../../wire/registry.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { App } from '../types.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv';
const LARGEST = 10 * 1024 * 1024;
const TYPES = { csv: CSV, xlsx: XLSX } as const;

const importQuery = z.object({
  dryRun: z.stringbool().default(false).meta({
    description: 'Says what the import would do, and all that is wrong; changes nothing.',
  }),
});

/** The registry from spreadsheets: a template, and an import, for each kind of entry. */
export async function importRoutes(app: App, deps: Deps): Promise<void> {
  const tables = openTables();
  app.addHook('onClose', () => tables.close());
  await app.register(async (scope) => {
    // Here the body is a file and nothing else.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([CSV, XLSX], { parseAs: 'buffer' }, (_, body, done) => {
      done(null, body);
    });
    for (const kind of IMPORT_KINDS) importRoute(scope as unknown as App, deps, tables, kind);
  });
  for (const kind of IMPORT_KINDS) templateRoutes(app, tables, kind);
}

function importRoute(app: App, deps: Deps, tables: Tables, kind: ImportKind): void {
  app.post(`/v1/registry/${kind}/import`, {
    config: { operation: 'registry.import' },
    bodyLimit: LARGEST,
    schema: {
      tags: ['registry'],
      operationId: `import${kindName(kind)}s`,
      summary: `Import ${kind} from a CSV or XLSX file`,
      description: `The file of the template, filled in: CSV (UTF-8, UTF-16 or Windows-874; comma, semicolon or tab) or the first sheet of an XLSX, up to 10 MB and 20,000 rows. Headings in Thai, in English or by field. ${NOTES} All rows are taken over or none; what is there already stays as it is, so the same file again changes nothing. A dry run leaves its Idempotency-Key free for the import itself.`,
      consumes: [CSV, XLSX],
      headers: commandHeaders,
      querystring: importQuery,
      body: z.any().meta({ description: 'The file.' }),
      response: { 200: importReport, ...problems },
    },
    handler: async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const format = request.headers['content-type']?.toLowerCase().startsWith(CSV)
        ? 'csv'
        : 'xlsx';
      const { municipalityId } = accountOf(request);
      // The file counts for the fingerprint by its hash; it is not kept.
      const hash = createHash('sha256').update(bytes).digest('hex');
      const source = await tables.read(bytes, format);
      if (request.query.dryRun) return tryImport(deps, kind, municipalityId, source);
      const { account, method, params, routeOptions } = request;
      const asked = { account, method, params, routeOptions, body: { file: hash } };
      const command = toCommand(asked as never, request.headers);
      return sendAnswer(reply, importEntries(deps, kind, command, source));
    },
  });
}

const NOTES =
  'Entries that a row refers to are named in Thai or English, by phone number, as name@parent or by id; days as 21/11/2569, 21 พฤศจิกายน 2569 or 2026-11-21. An empty cell empties the field; a column left out leaves it.';

function templateRoutes(app: App, tables: Tables, kind: ImportKind): void {
  for (const format of ['csv', 'xlsx'] as const) {
    app.get(`/v1/registry/${kind}/template.${format}`, {
      config: { operation: 'registry.import' },
      schema: {
        tags: ['registry'],
        operationId: `read${kindName(kind)}Template${format.toUpperCase()}`,
        summary: `Template for importing ${kind}, as ${format.toUpperCase()}`,
        description:
          'Thai and English headings, and a row marked ตัวอย่าง that shows how to fill in; the import leaves that row out.',
        produces: [TYPES[format]],
        response: { 200: z.any().meta({ description: 'The file.' }), ...problems },
      },
      handler: async (_, reply) => {
        const bytes = await tables.write({ name: kind, rows: templateOf(kind) }, format);
        (reply as unknown as FastifyReply).headers({
          'content-type': format === 'csv' ? `${CSV}; charset=utf-8` : XLSX,
          'content-disposition': `attachment; filename="tonnam-${kind}.${format}"`,
          'cache-control': 'private, no-cache',
        });
        return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    });
  }
}
