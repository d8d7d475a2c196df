import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PhotoDeps } from '../../app/command.ts';
import { checkPhotos } from '../../app/photos.ts';
import { changeEntry, createEntry } from '../../app/registry.ts';
import { type Operation, scopeOf } from '../../auth/permissions.ts';
import { refuse } from '../../domain/refusal.ts';
import { normaliseText } from '../../domain/thai.ts';
import { id, pageQuery } from '../../wire/common.ts';
import { idParams } from '../../wire/deliveries.ts';
import {
  kindName,
  REGISTRY_KINDS,
  type RegistryKind,
  registryReceipt,
  registryViews,
} from '../../wire/registry.ts';
import {
  changeEntryBody,
  changePage,
  entryPage,
  newEntryBody,
} from '../../wire/registry-bodies.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { App } from '../types.ts';

const READ: Record<RegistryKind, Operation> = {
  municipality: 'registry.read',
  networks: 'registry.read',
  farmers: 'registry.read-personal',
  plots: 'registry.read-personal',
  certificates: 'registry.read-personal',
  markets: 'registry.read',
  stalls: 'registry.read',
  schools: 'registry.read',
  kitchens: 'registry.read',
  crops: 'registry.read',
  users: 'registry.read-users',
};

/** Whoever writes users opens access, which programs never do. */
const writing = (kind: RegistryKind): Operation =>
  kind === 'users' ? 'access.users' : 'registry.write';

const listQuery = z.object({
  ...pageQuery,
  search: z
    .string()
    .max(100)
    .overwrite(normaliseText)
    .optional()
    .meta({ description: 'Part of a name, number or subdistrict.' }),
  active: z.stringbool().optional().meta({ description: 'Only those in use, or only those not.' }),
  parentId: id
    .optional()
    .meta({ description: 'Farmers of a network, plots of a farmer, stalls of a market …' }),
});

/** The same five routes for each kind of entry. */
export function registryRoutes(app: App, deps: PhotoDeps): void {
  for (const kind of REGISTRY_KINDS) kindRoutes(app, deps, kind);
}

function kindRoutes(app: App, deps: PhotoDeps, kind: RegistryKind): void {
  const tags = ['registry'];
  const url = `/v1/registry/${kind}`;
  const named = kindName(kind);
  const one = named.toLowerCase();
  const { storage } = deps;

  /** A certificate names no photo that is not kept. */
  async function checkScan(request: FastifyRequest): Promise<void> {
    const { scan } = request.body as { scan?: string | null };
    if (scan) await checkPhotos(deps, accountOf(request), [scan]);
  }

  app.get(url, {
    config: { operation: READ[kind] },
    schema: {
      tags,
      operationId: kind === 'municipality' ? 'listMunicipality' : `list${named}s`,
      summary: `List ${kind}`,
      description: 'Sorted by name, a page at a time. Farmers and leads see their own.',
      querystring: listQuery,
      response: { 200: entryPage[kind], ...problems },
    },
    handler: async (request) => {
      const { municipalityId, ...account } = accountOf(request);
      const { limit, cursor, ...filter } = request.query;
      const scope = scopeOf(account, READ[kind]);
      return storage.registryEntries(municipalityId, kind, scope, filter, {
        limit,
        cursor: cursor ?? null,
      });
    },
  });

  app.get(`${url}/:id`, {
    config: { operation: READ[kind] },
    schema: {
      tags,
      operationId: `read${named}`,
      summary: `Read a ${one}`,
      description: 'An entry as it is now.',
      params: idParams,
      response: { 200: registryViews[kind], ...problems },
    },
    handler: async (request) => {
      const { municipalityId, ...account } = accountOf(request);
      const scope = scopeOf(account, READ[kind]);
      const filter = { id: request.params.id };
      const page = { limit: 1, cursor: null };
      const { items } = await storage.registryEntries(municipalityId, kind, scope, filter, page);
      return items[0] ?? refuse('not-found', { what: kind });
    },
  });

  if (kind !== 'municipality') {
    app.post(url, {
      config: { operation: writing(kind) },
      schema: {
        tags,
        operationId: `create${named}`,
        summary: `Create a ${one}`,
        description: 'A new entry; the change is kept with who and when.',
        headers: commandHeaders,
        body: newEntryBody[kind],
        response: { 201: registryReceipt, ...problems },
      },
      handler: async (request, reply) => {
        await checkScan(request);
        return sendAnswer(reply, createEntry(deps, kind, toCommand(request, request.headers)));
      },
    });
  }

  app.patch(`${url}/:id`, {
    config: { operation: writing(kind) },
    schema: {
      tags,
      operationId: `change${named}`,
      summary: `Change a ${one}`,
      description:
        'Changes the fields that are given, or takes the entry out of use with `active: false`. `revision` is the one that was read: a change in between is not overwritten.',
      params: idParams,
      headers: commandHeaders,
      body: changeEntryBody[kind],
      response: { 200: registryReceipt, ...problems },
    },
    handler: async (request, reply) => {
      await checkScan(request);
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, changeEntry(deps, kind, request.params.id, command));
    },
  });

  app.get(`${url}/:id/changes`, {
    // Whoever may not read users reads no names and phones out of their history either.
    config: { operation: kind === 'users' ? 'registry.changes-users' : 'registry.changes' },
    schema: {
      tags,
      operationId: `listChangesOf${named}`,
      summary: `List changes of a ${one}`,
      description: 'Who changed the entry, when, from what to what; newest first.',
      params: idParams,
      querystring: z.object(pageQuery),
      response: { 200: changePage, ...problems },
    },
    handler: async (request) => {
      const { municipalityId } = accountOf(request);
      const { id } = request.params;
      const { limit, cursor } = request.query;
      const page = { limit, cursor: cursor ?? null };
      const entry = await storage.registryEntry(municipalityId, kind, id);
      if (!entry) refuse('not-found', { what: kind });
      const changes = await storage.registryChanges(municipalityId, kind, id, page);
      const items = changes.items.map(({ at, userId, before, after }) => ({
        at,
        by: userId,
        before,
        after,
      }));
      return { ...changes, items };
    },
  });
}
