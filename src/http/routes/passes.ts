import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { issue, passesOf, preparePass, revokePass } from '../../app/passes.ts';
import { cardView } from '../../documents/card-view.ts';
import type { Papers } from '../../documents/index.ts';
import { refuse } from '../../domain/refusal.ts';
import { issueCardBody, issuedLink, issueLinkBody, passList } from '../../wire/access.ts';
import { idParams } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { sendFile } from './papers.ts';

/**
 * Links and cards that sign a person in. Issuing one carries no idempotency key, since its answer is a
 * secret that nobody keeps: sent twice, there are two, and each can be revoked.
 */
export function passRoutes(app: App, deps: Deps, papers: Papers, publicUrl: () => string): void {
  const tags = ['access'];
  /** LINE opens such an address in the phone's own browser, where the session is then of use. */
  const urlOf = (secret: string) => `${publicUrl()}/s/${secret}?openExternalBrowser=1`;

  app.post('/v1/users/:id/links', {
    config: { operation: 'access.passes' },
    schema: {
      tags,
      operationId: 'issueLink',
      summary: 'Issue a sign-in link',
      description:
        'A link that signs the person in once, to be sent by LINE. Leads issue them to the farmers of their network.',
      params: idParams,
      body: issueLinkBody,
      response: { 201: issuedLink, ...problems },
    },
    handler: async (request, reply) => {
      const { hours } = request.body;
      const wanted = { kind: 'link', hours } as const;
      const made = await preparePass(deps, accountOf(request), request.params.id, wanted);
      await issue(deps, made);
      const { id, expiresAt } = made.pass;
      reply.code(201);
      return { id, url: urlOf(made.secret), expiresAt };
    },
  });

  app.post('/v1/users/:id/cards', {
    config: { operation: 'access.passes' },
    schema: {
      tags,
      operationId: 'issueCard',
      summary: 'Issue a sign-in card',
      description:
        'A card as PDF, in the size of a bank card: whoever scans its QR code and presses the button is signed in, until the card ends or is revoked. It cannot be printed again.',
      params: idParams,
      body: issueCardBody,
      produces: ['application/pdf'],
      response: { 201: z.any().meta({ description: 'The card.' }), ...problems },
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const wanted = { kind: 'card', hours: request.body.days * 24 } as const;
      const made = await preparePass(deps, account, request.params.id, wanted);
      const { municipalityId } = account;
      const municipality = await deps.storage.registryEntry(
        municipalityId,
        'municipality',
        municipalityId,
      );
      if (!municipality) refuse('not-found', { what: 'municipality' });
      const { name } = made.person;
      const view = cardView({ ...made.pass, name }, municipality, urlOf(made.secret));
      const bytes = await papers.card(view);
      await issue(deps, made);
      reply.code(201);
      return sendFile(
        reply as unknown as FastifyReply,
        bytes,
        'application/pdf',
        'tonnam-card.pdf',
      );
    },
  });

  app.get('/v1/users/:id/passes', {
    config: { operation: 'access.passes' },
    schema: {
      tags,
      operationId: 'listPasses',
      summary: 'List links and cards of a person',
      description: 'Those that are still good, the newest first.',
      params: idParams,
      response: { 200: passList, ...problems },
    },
    handler: async (request) => ({
      items: await passesOf(deps, accountOf(request), request.params.id),
    }),
  });

  app.delete('/v1/passes/:id', {
    config: { operation: 'access.passes' },
    schema: {
      tags,
      operationId: 'revokePass',
      summary: 'Revoke a link or a card',
      description: 'It is of no use any more, and the sessions that it opened end.',
      params: idParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async (request, reply) => {
      await revokePass(deps, accountOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  });
}
