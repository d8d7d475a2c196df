import { alertsFor } from '../../app/alerts.ts';
import type { Deps } from '../../app/command.ts';
import { alertList } from '../../wire/alerts.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';

export function alertRoutes(app: App, deps: Deps): void {
  app.get('/v1/alerts', {
    config: { operation: 'alerts.read' },
    schema: {
      tags: ['batches'],
      operationId: 'listAlerts',
      summary: 'List what must not be used',
      description:
        'Batches on hold, failed or recalled that are at one’s places, on their way there, or were there in the last seven days. Small and cheap: an open screen asks every few seconds.',
      response: { 200: alertList, ...problems },
    },
    handler: async (request) => ({ items: await alertsFor(deps, accountOf(request)) }),
  });
}
