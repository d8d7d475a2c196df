import type { Deps } from '../../app/command.ts';
import { entriesById, namesOf } from '../../app/names.ts';
import type { Roll } from '../../app/ports.ts';
import { issueRoll, networksOf, visibleRoll, voidRoll } from '../../app/rolls.ts';
import type { Papers } from '../../documents/index.ts';
import { MOST_LABELS } from '../../domain/label-papers.ts';
import { refuse } from '../../domain/refusal.ts';
import { idParams } from '../../wire/deliveries.ts';
import { issueRollBody, roll, rollLabelsQuery, rollList, voidRollBody } from '../../wire/labels.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, toCommand } from '../commands.ts';
import type { App } from '../types.ts';
import { file, sendFile } from './papers.ts';

/** Rolls of labels whose codes wait for a batch. */
export function rollRoutes(app: App, deps: Deps, papers: Papers, publicUrl: () => string): void {
  const tags = ['papers'];

  async function withNames<R extends Roll>(municipalityId: string, rolls: readonly R[]) {
    const registry = await deps.storage.registryNow(municipalityId);
    const ids = rolls.map(({ networkId }) => networkId);
    const networks = await entriesById(registry, municipalityId, 'networks', ids);
    return rolls.map(({ networkId, ...rest }) => ({
      ...rest,
      network: { id: networkId, names: namesOf(networks.get(networkId)) },
    }));
  }
  const shown = async (issued: Roll) => (await withNames(issued.municipalityId, [issued]))[0]!;

  app.post('/v1/rolls', {
    config: { operation: 'rolls.issue' },
    schema: {
      tags,
      operationId: 'issueRoll',
      summary: 'Issue a roll of labels to a network',
      description:
        'Codes that nobody can guess and no batch has: a farmer sticks one on a crate and registers the harvest with it. The first batch that gets here with a code has it.',
      headers: commandHeaders,
      body: issueRollBody,
      response: { 201: roll, ...problems },
    },
    handler: async (request, reply) => {
      const issued = await issueRoll(deps, toCommand(request, request.headers));
      reply.code(201);
      return shown(issued);
    },
  });

  app.get('/v1/rolls', {
    config: { operation: 'rolls.read' },
    schema: {
      tags,
      operationId: 'listRolls',
      summary: 'List rolls of labels',
      description: 'Of the networks that the person sees, voided ones too, the newest first.',
      response: { 200: rollList, ...problems },
    },
    handler: async (request) => {
      const account = accountOf(request);
      const { municipalityId } = account;
      const found = await deps.storage.rolls(municipalityId, networksOf(account, 'rolls.read'));
      return { items: await withNames(municipalityId, found) };
    },
  });

  app.get('/v1/rolls/:id/labels.pdf', {
    config: { operation: 'rolls.read' },
    schema: {
      tags,
      operationId: 'readRollLabels',
      summary: 'Labels of a roll as PDF',
      description: 'Those that no batch has yet, in the order of the roll; at most 2,000.',
      params: idParams,
      querystring: rollLabelsQuery,
      produces: ['application/pdf'],
      response: { 200: file, ...problems },
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const { municipalityId } = account;
      const { size: paper, start, copies, from } = request.query;
      const { id, voidedAt, networkId, issuedAt } = await visibleRoll(
        deps,
        account,
        'rolls.read',
        request.params.id,
      );
      if (voidedAt) refuse('roll-voided', { voidedAt });
      const unused = await deps.storage.unusedCodes(municipalityId, id);
      const codes = unused.slice(from - 1, from - 1 + Math.floor(MOST_LABELS / copies));
      if (codes.length === 0) refuse('roll-used-up', {});
      const registry = await deps.storage.registryNow(municipalityId);
      const [network, municipality] = await Promise.all([
        registry.registryEntry(municipalityId, 'networks', networkId),
        registry.registryEntry(municipalityId, 'municipality', municipalityId),
      ]);
      const view = {
        labels: codes.map((code) => ({ code, url: `${publicUrl()}/b/${code}` })),
        network: namesOf(network ?? undefined).th,
        municipality: namesOf(municipality ?? undefined).th,
        issuedAt,
        example: municipality?.example ?? false,
      };
      const bytes = await papers.roll(view, { paper, start, copies });
      return sendFile(reply as never, bytes, 'application/pdf', 'tonnam-roll.pdf');
    },
  });

  app.post('/v1/rolls/:id/void', {
    config: { operation: 'rolls.void' },
    schema: {
      tags,
      operationId: 'voidRoll',
      summary: 'Void a roll of labels',
      description:
        'For a roll that was lost or spoilt: labels of it that no batch has are good for nothing, and their page says so. Batches that have one keep it. The first voiding stands.',
      params: idParams,
      body: voidRollBody,
      response: { 200: roll, ...problems },
    },
    handler: async (request) => {
      const { id } = request.params;
      return shown(await voidRoll(deps, accountOf(request), id, request.body.reason));
    },
  });
}
