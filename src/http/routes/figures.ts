import type { Deps } from '../../app/command.ts';
import { figuresOf } from '../../app/figures.ts';
import { figures, figuresQuery } from '../../wire/figures.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';

/** Sums over the book, for whoever oversees all of it. */
export function figureRoutes(app: App, deps: Deps): void {
  app.get('/v1/figures', {
    config: { operation: 'figures.read' },
    schema: {
      tags: ['figures'],
      operationId: 'readFigures',
      summary: 'Figures of a span of days',
      description:
        'What was harvested on these days, by network and by day, and where it is now or how it ended; harvested and found is what went, to the gram. Beside it what is late now: deliveries, tests, holds.',
      querystring: figuresQuery,
      response: { 200: figures, ...problems },
    },
    handler: (request) => figuresOf(deps, accountOf(request).municipalityId, request.query),
  });
}
