import type { Deps } from '../../app/command.ts';
import { mixBatches } from '../../app/mixes.ts';
import { mixBody, receipt } from '../../wire/commands.ts';
import { commandHeaders, problems, sendAnswer, toCommand } from '../commands.ts';
import type { App } from '../types.ts';

/** Goods of several batches in one crate. */
export function mixRoutes(app: App, deps: Deps): void {
  app.post('/v1/mixes', {
    config: { operation: 'mixes.record' },
    schema: {
      tags: ['batches'],
      operationId: 'mixBatches',
      summary: 'Mix batches into a new one',
      description:
        'Goods of several batches of one crop, which stand at one place, become one batch with a code of its own. The worst of them counts: its day of harvest, its lack of a test, its hold, now and later. One that is on hold is refused with `mix-on-hold`, which the client can confirm. The first entry of the answer is that of the new batch. Undone by voiding that entry, as long as all of it is still there.',
      headers: commandHeaders,
      body: mixBody,
      response: { 201: receipt, ...problems },
    },
    handler: (request, reply) =>
      sendAnswer(reply, mixBatches(deps, toCommand(request, request.headers))),
  });
}
