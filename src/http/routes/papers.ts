import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { batchDetail } from '../../app/batch-views.ts';
import type { PhotoDeps } from '../../app/command.ts';
import { keptPhotos } from '../../app/photos.ts';
import type { Account } from '../../app/ports.ts';
import { verifyBatch } from '../../app/verify.ts';
import { auditView, stripPhotos } from '../../documents/audit-view.ts';
import type { LabelFormat, LabelOptions, Papers } from '../../documents/index.ts';
import { labelView } from '../../documents/label-view.ts';
import { checkFree } from '../../domain/batch/context.ts';
import { parseBatchCode, showBatchCode } from '../../domain/batch-code.ts';
import { refuse } from '../../domain/refusal.ts';
import { codeParams } from '../../wire/batches.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { visibleBatch } from './batches.ts';

const file = z.any().meta({ description: 'The file.' });
const TYPES = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;
const sheetQuery = z.object({
  sheet: z
    .stringbool()
    .default(false)
    .meta({ description: 'An A4 sheet of 24 labels, 3 × 8, in place of a single label.' }),
  copies: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'How many labels; a sheet is filled when left out.' }),
});

const MOST_BATCHES = 40;
/** Of each batch as many labels; together no more than the printer's thread draws at a time. */
const labelsQuery = z.object({
  codes: z
    .string()
    .max(1000)
    .refine((list) => list.split(',').length <= MOST_BATCHES)
    .refine((list) => list.split(',').every(parseBatchCode), { error: 'batch-code-invalid' })
    .meta({
      description: `Batch codes, with commas between; at most ${MOST_BATCHES}.`,
      example: '7K3M9-QX2V2,7K3M9-QX2V2',
    }),
  sheet: sheetQuery.shape.sheet,
  copies: z.coerce.number().int().min(1).max(24).default(1).meta({
    description: 'How many labels of each batch.',
  }),
});

export function paperRoutes(
  app: App,
  deps: PhotoDeps,
  papers: Papers,
  publicUrl: () => string,
): void {
  /** A batch that may not move gets no label: nobody should stick one on it. */
  async function viewOf(account: Account, code: string) {
    const stored = await visibleBatch(deps, account, 'batches.label', code);
    checkFree(stored.batch);
    const detail = await batchDetail(deps, stored);
    return labelView(detail, await municipalityOf(account), `${publicUrl()}/b/${code}`);
  }

  async function label(
    account: Account,
    code: string,
    format: LabelFormat,
    options: LabelOptions,
    reply: FastifyReply,
  ) {
    const bytes = await papers.label(await viewOf(account, code), format, options);
    return sendFile(reply, bytes, TYPES[format], `tonnam-${showBatchCode(code)}.${format}`);
  }

  async function municipalityOf({ municipalityId }: Account) {
    const entry = await deps.storage.registryEntry(municipalityId, 'municipality', municipalityId);
    return entry ?? refuse('not-found', { what: 'municipality' });
  }

  for (const format of ['svg', 'png'] as const) {
    app.get(`/v1/batches/:code/label.${format}`, {
      config: { operation: 'batches.label' },
      schema: {
        tags: ['papers'],
        operationId: `readLabel${format.toUpperCase()}`,
        summary: `Label as ${format.toUpperCase()}`,
        description:
          'A label of 70 × 37 mm with the QR code of the public page. A batch that may not move gets none.',
        params: codeParams,
        produces: [TYPES[format]],
        response: { 200: file, ...problems },
      },
      handler: (request, reply) =>
        label(accountOf(request), request.params.code, format, {}, reply as never),
    });
  }

  app.get('/v1/batches/:code/label.pdf', {
    config: { operation: 'batches.label' },
    schema: {
      tags: ['papers'],
      operationId: 'readLabelPDF',
      summary: 'Label, or a sheet of labels, as PDF',
      description: 'One label of 70 × 37 mm, or A4 sheets of them.',
      params: codeParams,
      querystring: sheetQuery,
      produces: [TYPES.pdf],
      response: { 200: file, ...problems },
    },
    handler: (request, reply) => {
      const { sheet, copies = sheet ? 24 : 1 } = request.query;
      const { code } = request.params;
      return label(accountOf(request), code, 'pdf', { sheet, copies }, reply as never);
    },
  });

  app.get('/v1/labels.pdf', {
    config: { operation: 'batches.label' },
    schema: {
      tags: ['papers'],
      operationId: 'readLabels',
      summary: 'Labels of several batches as PDF',
      description: 'All or none: one batch that may not move, and there is no paper.',
      querystring: labelsQuery,
      produces: [TYPES.pdf],
      response: { 200: file, ...problems },
    },
    handler: async (request, reply) => {
      const { codes, sheet, copies } = request.query;
      const account = accountOf(request);
      const views = [];
      for (const code of codes.split(',').map(parseBatchCode)) {
        if (code) views.push(await viewOf(account, code));
      }
      const bytes = await papers.label(views, 'pdf', { sheet, copies });
      return sendFile(reply as never, bytes, TYPES.pdf, 'tonnam-labels.pdf');
    },
  });

  app.get('/v1/batches/:code/audit.pdf', {
    config: { operation: 'batches.audit' },
    schema: {
      tags: ['papers'],
      operationId: 'readAuditPDF',
      summary: 'Audit report of a batch as PDF',
      description:
        'Identity, certificate, the way of the goods, inspections with photos of the strips, timeline, what was made of it, balance, corrections and the chain’s last hash. PDF/A-3, with the events as JSON attached. The same book gives the same bytes.',
      params: codeParams,
      produces: [TYPES.pdf],
      response: { 200: file, ...problems },
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const { code } = request.params;
      const stored = await visibleBatch(deps, account, 'batches.audit', code);
      const detail = await batchDetail(deps, stored);
      const verified = await verifyBatch(deps.storage, account.municipalityId, code, deps.photos);
      const crop = await deps.storage.registryEntry(
        account.municipalityId,
        'crops',
        detail.crop.id,
      );
      const events = await deps.storage.events(account.municipalityId, code);
      const view = auditView({
        batch: detail,
        photos: await keptPhotos(deps, account.municipalityId, stripPhotos(detail)),
        events: events.map(({ event }) => event),
        verification: verified ?? refuse('not-found', { what: 'batch' }),
        municipality: await municipalityOf(account),
        scientificName: crop?.scientificName ?? null,
        verifyUrl: `${publicUrl()}/b/${code}/verify`,
      });
      const name = `tonnam-audit-${detail.shownCode}.pdf`;
      return sendFile(reply as never, await papers.audit(view), TYPES.pdf, name);
    },
  });
}

export function sendFile(reply: FastifyReply, bytes: Uint8Array, type: string, name: string) {
  reply.headers({
    'content-type': type,
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': 'private, no-cache',
  });
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
