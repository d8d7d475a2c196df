import type { Deps } from '../../app/command.ts';
import { recordDiscard, recordMeal, recordSale, recordStockCount } from '../../app/stock.ts';
import { type Operation, scopeOf } from '../../auth/permissions.ts';
import type { BatchEventType } from '../../domain/batch/events.ts';
import { boundsOf } from '../../domain/dates.ts';
import { discardBody, mealBody, receipt, saleBody, stockCountBody } from '../../wire/commands.ts';
import { bookEntryPage, entryQuery } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import { toPlace } from '../places.ts';
import type { App } from '../types.ts';

/** What happens to goods where they are held: sold, cooked, thrown away, counted. */
export function stockRoutes(app: App, deps: Deps): void {
  const answers = { 201: receipt, ...problems };

  app.post('/v1/sales', {
    config: { operation: 'sales.record' },
    schema: {
      tags: ['market'],
      operationId: 'recordSale',
      summary: 'Record a sale',
      description: 'Goods of one or more batches, sold at a stall.',
      headers: commandHeaders,
      body: saleBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, recordSale(deps, toCommand(request, request.headers))),
  });

  app.post('/v1/meals', {
    config: { operation: 'meals.record' },
    schema: {
      tags: ['kitchen'],
      operationId: 'recordMeal',
      summary: 'Record a meal',
      description: 'What was cooked from which batches, on which day, and for how many pupils.',
      headers: commandHeaders,
      body: mealBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, recordMeal(deps, toCommand(request, request.headers))),
  });

  app.post('/v1/discards', {
    config: { operation: 'discards.record' },
    schema: {
      tags: ['stock'],
      operationId: 'recordDiscard',
      summary: 'Record what is discarded',
      description: 'Goods that became waste, compost or animal feed, with the reason.',
      headers: commandHeaders,
      body: discardBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, recordDiscard(deps, toCommand(request, request.headers))),
  });

  app.post('/v1/stock-counts', {
    config: { operation: 'stock-counts.record' },
    schema: {
      tags: ['stock'],
      operationId: 'recordStockCount',
      summary: 'Record a stock count',
      description:
        'What lies on the shelf; the difference from the book is posted with its reason.',
      headers: commandHeaders,
      body: stockCountBody,
      response: answers,
    },
    handler: (request, reply) =>
      sendAnswer(reply, recordStockCount(deps, toCommand(request, request.headers))),
  });

  entryList(app, deps, '/v1/sales', 'market', 'listSales', 'sales.read', 'sold');
  entryList(app, deps, '/v1/meals', 'kitchen', 'listMeals', 'meals.read', 'cooked');
  entryList(app, deps, '/v1/discards', 'stock', 'listDiscards', 'discards.read', 'discarded');
  entryList(
    app,
    deps,
    '/v1/stock-counts',
    'stock',
    'listStockCounts',
    'stock-counts.read',
    'stock-counted',
  );
}

function entryList(
  app: App,
  deps: Deps,
  url: string,
  tag: string,
  operationId: string,
  operation: Operation,
  type: BatchEventType,
): void {
  app.get(url, {
    config: { operation },
    schema: {
      tags: [tag],
      operationId,
      summary: `List ${url.replace('/v1/', '').replace('-', ' ')}`,
      description: 'Lines as they stand after corrections, newest first; by place and day.',
      querystring: entryQuery,
      response: { 200: bookEntryPage, ...problems },
    },
    handler: async (request) => {
      const { municipalityId, ...account } = accountOf(request);
      const { limit, cursor, place, day } = request.query;
      const bounds = day === undefined ? {} : boundsOf(day);
      return deps.storage.entries(
        municipalityId,
        scopeOf(account, operation),
        { type, place: toPlace(place), ...bounds },
        { limit, cursor: cursor ?? null },
      ) as Promise<never>;
    },
  });
}
