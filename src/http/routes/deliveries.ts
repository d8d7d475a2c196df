import type { PhotoDeps } from '../../app/command.ts';
import {
  cancelDelivery,
  confirmReceipt,
  dispatchDelivery,
  visibleDelivery,
} from '../../app/deliveries.ts';
import { deliveryViews } from '../../app/delivery-views.ts';
import { scopeOf } from '../../auth/permissions.ts';
import { cancelBody, dispatchBody, receipt, receiptBody } from '../../wire/commands.ts';
import { delivery, deliveryPage, deliveryQuery, idParams } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import { toPlace } from '../places.ts';
import type { App } from '../types.ts';

export function deliveryRoutes(app: App, deps: PhotoDeps): void {
  const tags = ['deliveries'];
  const answers = { 201: receipt, ...problems };

  app.post('/v1/deliveries', {
    config: { operation: 'deliveries.dispatch' },
    schema: {
      tags,
      operationId: 'dispatchDelivery',
      summary: 'Dispatch a delivery',
      description:
        'Sends goods of several batches from where one holds them to a kitchen or a stall. The Idempotency-Key becomes the delivery’s id.',
      headers: commandHeaders,
      body: dispatchBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, dispatchDelivery(deps, toCommand(request, request.headers))),
  });

  app.get('/v1/deliveries', {
    config: { operation: 'deliveries.read' },
    schema: {
      tags,
      operationId: 'listDeliveries',
      summary: 'List deliveries',
      description: 'Deliveries from and to one’s places, newest first.',
      querystring: deliveryQuery,
      response: { 200: deliveryPage, ...problems },
    },
    handler: async (request) => {
      const { municipalityId, ...account } = accountOf(request);
      const { limit, cursor, from, to, ...filter } = request.query;
      const page = await deps.storage.deliveries(
        municipalityId,
        scopeOf(account, 'deliveries.read'),
        { ...filter, from: toPlace(from), to: toPlace(to) },
        { limit, cursor: cursor ?? null },
      );
      return { ...page, items: await deliveryViews(deps, municipalityId, page.items) };
    },
  });

  app.get('/v1/deliveries/:id', {
    config: { operation: 'deliveries.read' },
    schema: {
      tags,
      operationId: 'readDelivery',
      summary: 'Read a delivery',
      description: 'A delivery with its lines and the status of each batch now.',
      params: idParams,
      response: { 200: delivery, ...problems },
    },
    handler: async (request) => {
      const account = accountOf(request);
      const found = await visibleDelivery(deps, account, request.params.id);
      const [view] = await deliveryViews(deps, account.municipalityId, [found]);
      return view!;
    },
  });

  app.post('/v1/deliveries/:id/receipt', {
    config: { operation: 'deliveries.receive' },
    schema: {
      tags,
      operationId: 'confirmReceipt',
      summary: 'Confirm a delivery',
      description:
        'States every open line: accepted, rejected with a reason, missing. The three add up to what was sent.',
      params: idParams,
      headers: commandHeaders,
      body: receiptBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, confirmReceipt(deps, request.params.id, command));
    },
  });

  app.post('/v1/deliveries/:id/cancel', {
    config: { operation: 'deliveries.cancel' },
    schema: {
      tags,
      operationId: 'cancelDelivery',
      summary: 'Cancel a delivery',
      description: 'What is still on its way goes back onto the sender’s balance.',
      params: idParams,
      headers: commandHeaders,
      body: cancelBody,
      response: answers,
    },
    handler: (request, reply) => {
      const command = toCommand(request, request.headers);
      return sendAnswer(reply, cancelDelivery(deps, request.params.id, command));
    },
  });
}
