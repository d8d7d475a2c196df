import { batchSummaries, batchDetail as toDetail } from '../../app/batch-views.ts';
import { type Deps, isVisible, type PhotoDeps } from '../../app/command.ts';
import { correctEntry } from '../../app/corrections.ts';
import { registerHarvest } from '../../app/harvests.ts';
import type { Account, StoredBatch } from '../../app/ports.ts';
import { placeHold, recordInspection, releaseHold } from '../../app/safety.ts';
import { verifyBatch } from '../../app/verify.ts';
import { viewKey } from '../../app/view-key.ts';
import { type Operation, scopeOf } from '../../auth/permissions.ts';
import { refuse } from '../../domain/refusal.ts';
import {
  batchDetail,
  batchPage,
  batchQuery,
  codeParams,
  verification,
} from '../../wire/batches.ts';
import {
  correctionBody,
  placeHoldBody,
  receipt,
  recordInspectionBody,
  registerHarvestBody,
  releaseBody,
} from '../../wire/commands.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import { toPlace } from '../places.ts';
import type { App } from '../types.ts';

/** A batch that the person may see for this operation. @throws Refusal not-found */
export async function visibleBatch(
  { storage }: Deps,
  account: Account,
  operation: Operation,
  code: string,
): Promise<StoredBatch> {
  const stored = await storage.batch(account.municipalityId, code);
  if (!stored || !isVisible(stored.batch, scopeOf(account, operation))) {
    refuse('not-found', { what: 'batch' });
  }
  return stored;
}

export function batchRoutes(app: App, deps: PhotoDeps, kept: KeptAnswers): void {
  const tags = ['batches'];
  const answers = { 201: receipt, ...problems };

  app.post('/v1/batches', {
    config: { operation: 'batches.register' },
    schema: {
      tags,
      operationId: 'registerHarvest',
      summary: 'Register a harvest',
      description:
        'Makes a batch: the goods come from the field into the network’s store. A phone without a signal may make the code. An amount far from the crop’s usual one, or a harvest like one just registered, is refused with a code that the client can confirm in `confirmed`.',
      headers: commandHeaders,
      body: registerHarvestBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, registerHarvest(deps, toCommand(request, request.headers))),
  });

  app.get('/v1/batches', {
    config: { operation: 'batches.read' },
    schema: {
      tags,
      operationId: 'listBatches',
      summary: 'List batches',
      description: 'Batches that the person may see, newest first, a page at a time.',
      querystring: batchQuery,
      response: { 200: batchPage, ...problems },
    },
    handler: async (request) => {
      const { municipalityId, ...account } = accountOf(request);
      const { limit, cursor, heldBy, ...filter } = request.query;
      const holder = toPlace(heldBy);
      const page = await deps.storage.batches(
        municipalityId,
        scopeOf(account, 'batches.read'),
        { ...filter, heldBy: holder },
        { limit, cursor: cursor ?? null },
      );
      const registry = await deps.storage.registryNow(municipalityId);
      return { ...page, items: await batchSummaries(registry, municipalityId, page.items, holder) };
    },
  });

  app.get('/v1/batches/:code', {
    config: { operation: 'batches.read' },
    schema: {
      tags,
      operationId: 'readBatch',
      summary: 'Read a batch',
      description: 'State, balance by place, and history of a batch.',
      params: codeParams,
      response: { 200: batchDetail, ...problems },
    },
    handler: async (request, reply) => {
      const { code } = request.params;
      const stored = await visibleBatch(deps, accountOf(request), 'batches.read', code);
      const key = await viewKey(deps, stored);
      const body = await kept(`batch ${key}`, async () =>
        String(reply.serialize(await toDetail(deps, stored))),
      );
      return reply.type('application/json; charset=utf-8').send(body as never);
    },
  });

  app.get('/v1/batches/:code/verify', {
    config: { operation: 'batches.verify' },
    schema: {
      tags,
      operationId: 'verifyBatch',
      summary: 'Verify a batch',
      description:
        'Recomputes the chain of hashes (SHA-256 over RFC 8785 JSON) from the rows in the database, and what was derived from them; names each fault.',
      params: codeParams,
      response: { 200: verification, ...problems },
    },
    handler: async (request) => {
      const { code } = request.params;
      const account = accountOf(request);
      // Whoever sees all of the municipality needs no look at the state, which may be what was damaged.
      if (scopeOf(account, 'batches.verify')) {
        await visibleBatch(deps, account, 'batches.verify', code);
      }
      const verified = await verifyBatch(deps.storage, account.municipalityId, code, deps.photos);
      return verified ?? refuse('not-found', { what: 'batch' });
    },
  });

  app.post('/v1/batches/:code/inspections', {
    config: { operation: 'batches.inspect' },
    schema: {
      tags,
      operationId: 'recordInspection',
      summary: 'Record an inspection',
      description:
        'Keeps the raw result of a field kit or laboratory and maps it to pass, hold or fail. Hold and fail put the batch on hold at once.',
      params: codeParams,
      headers: commandHeaders,
      body: recordInspectionBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, recordInspection(deps, request.params.code, command));
    },
  });

  app.post('/v1/batches/:code/hold', {
    config: { operation: 'batches.hold' },
    schema: {
      tags,
      operationId: 'placeHold',
      summary: 'Put on hold, or recall',
      description: 'Nobody sends, sells or cooks the batch until an officer releases it.',
      params: codeParams,
      headers: commandHeaders,
      body: placeHoldBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, placeHold(deps, request.params.code, command));
    },
  });

  app.post('/v1/batches/:code/release', {
    config: { operation: 'batches.release' },
    schema: {
      tags,
      operationId: 'releaseHold',
      summary: 'Release from hold',
      description:
        'By an officer, never of their own batch. Ends the holds that are named; what a test put on hold needs a later test that passed, and comes back when that test is voided.',
      params: codeParams,
      headers: commandHeaders,
      body: releaseBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, releaseHold(deps, request.params.code, command));
    },
  });

  app.post('/v1/batches/:code/corrections', {
    config: { operation: 'batches.correct' },
    schema: {
      tags,
      operationId: 'correctEntry',
      summary: 'Correct or void an entry',
      description:
        'Posts the difference between what an entry said and what it should have said; the entry stays in the history. Goods that have gone on cannot be taken back.',
      params: codeParams,
      headers: commandHeaders,
      body: correctionBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, correctEntry(deps, request.params.code, command));
    },
  });
}
