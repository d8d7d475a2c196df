import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { batchDetail } from '../../app/batch-views.ts';
import type { PhotoDeps } from '../../app/command.ts';
import { countingCertificates } from '../../app/deliveries.ts';
import { keptPhotos } from '../../app/photos.ts';
import type { Account } from '../../app/ports.ts';
import { verifyBatch } from '../../app/verify.ts';
import { auditView, stripPhotos } from '../../documents/audit-view.ts';
import type { LabelFormat, LabelOptions, Papers } from '../../documents/index.ts';
import { bestBeforeOf, labelView } from '../../documents/label-view.ts';
import { checkFree } from '../../domain/batch/context.ts';
import { parseBatchCode, showBatchCode } from '../../domain/batch-code.ts';
import { type Day, dayOf } from '../../domain/dates.ts';
import { labelsAPage } from '../../domain/label-papers.ts';
import { refuse } from '../../domain/refusal.ts';
import { codeParams } from '../../wire/batches.ts';
import { labelPdfQuery, labelQuery, labelsQuery } from '../../wire/labels.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { visibleBatch } from './batches.ts';

export const file = z.any().meta({ description: 'The file.' });
const TYPES = { svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf' } as const;
export function paperRoutes(
  app: App,
  deps: PhotoDeps,
  papers: Papers,
  publicUrl: () => string,
): void {
  /** A batch that may not move gets no label: nobody should stick one on it. */
  async function viewOf(
    account: Account,
    code: string,
    { packedOn = dayOf(deps.now()), shared }: { packedOn?: Day | undefined; shared: boolean },
  ) {
    const { municipalityId } = account;
    const stored = await visibleBatch(deps, account, 'batches.label', code);
    checkFree(stored.batch);
    checkPackedOn(code, packedOn, stored.batch.harvest.harvestedOn);
    const batch = await batchDetail(deps, stored);
    const registry = await deps.storage.registryNow(municipalityId);
    const crop = await registry.registryEntry(municipalityId, 'crops', batch.crop.id);
    const network = await registry.registryEntry(municipalityId, 'networks', batch.network.id);
    if (crop) checkKeeps(code, packedOn, bestBeforeOf(crop, batch.harvestedOn));
    return labelView({
      batch,
      crop: crop ?? refuse('not-found', { what: 'crop' }),
      network: network ?? refuse('not-found', { what: 'network' }),
      municipality: await municipalityOf(account),
      packedOn,
      shared,
      url: `${publicUrl()}/b/${code}`,
    });
  }

  /** @throws Refusal date-in-future, packed-before-harvest */
  function checkPackedOn(code: string, packedOn: Day, harvestedOn: Day): void {
    const today = dayOf(deps.now());
    if (packedOn > today) refuse('date-in-future', { field: 'packedOn', date: packedOn, today });
    if (packedOn < harvestedOn) refuse('packed-before-harvest', { code, packedOn, harvestedOn });
  }

  /** Nobody sticks a day that is over on what is packed now. @throws Refusal label-past-best-before */
  function checkKeeps(code: string, packedOn: Day, days: readonly (Day | null)[]): void {
    const bestBefore = days.reduce(
      (last, day) => (day && (!last || day > last) ? day : last),
      null,
    );
    if (bestBefore && packedOn > bestBefore) refuse('label-past-best-before', { code, bestBefore });
  }

  async function label(
    account: Account,
    code: string,
    format: LabelFormat,
    { packedOn, ...options }: LabelOptions & { packedOn: Day | undefined },
    reply: FastifyReply,
  ) {
    const shared = (options.copies ?? 1) > 1;
    const view = await viewOf(account, code, { packedOn, shared });
    const bytes = await papers.label(view, format, options);
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
          'A label with the QR code of the public page. A batch that may not move gets none.',
        params: codeParams,
        querystring: labelQuery,
        produces: [TYPES[format]],
        response: { 200: file, ...problems },
      },
      handler: (request, reply) => {
        const { size: paper, packedOn } = request.query;
        const { code } = request.params;
        return label(accountOf(request), code, format, { paper, packedOn }, reply as never);
      },
    });
  }

  app.get('/v1/batches/:code/label.pdf', {
    config: { operation: 'batches.label' },
    schema: {
      tags: ['papers'],
      operationId: 'readLabelPDF',
      summary: 'Labels of a batch as PDF',
      description: 'Labels of a roll, a page each, or A4 sheets of them.',
      params: codeParams,
      querystring: labelPdfQuery,
      produces: [TYPES.pdf],
      response: { 200: file, ...problems },
    },
    handler: (request, reply) => {
      const { size: paper, start, packedOn, copies } = request.query;
      const options = { paper, start, packedOn, copies: copies ?? labelsAPage(paper) - start + 1 };
      const { code } = request.params;
      return label(accountOf(request), code, 'pdf', options, reply as never);
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
      const { codes, size: paper, start, copies, packedOn } = request.query;
      const account = accountOf(request);
      const views = [];
      for (const code of codes.split(',').map(parseBatchCode)) {
        if (code) views.push(await viewOf(account, code, { packedOn, shared: copies > 1 }));
      }
      const bytes = await papers.label(views, 'pdf', { paper, start, copies });
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
      const certificates = await countingCertificates(deps, stored.batch);
      const hashes = [...stripPhotos(detail), ...certificates.flatMap(({ scan }) => scan ?? [])];
      const view = auditView({
        batch: detail,
        certificates,
        photos: await keptPhotos(deps, account.municipalityId, hashes),
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
