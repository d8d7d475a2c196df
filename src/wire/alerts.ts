import { z } from 'zod';
import { instant, names } from './common.ts';
import { namedPlace } from './deliveries.ts';

const alert = z
  .object({
    batch: z.string(),
    shownCode: z.string(),
    crop: names,
    status: z.enum(['on_hold', 'failed', 'recalled']),
    place: namedPlace.meta({ description: 'The place of the person that this is about.' }),
    where: z.enum(['here', 'coming', 'gone']).meta({
      description:
        'here: the place holds some of it; coming: it is on its way there; gone: what was there was cooked, sold or sent on.',
    }),
    holds: z.array(z.string()).meta({
      description:
        'The holds, each by its id and when it began: a new one, or one that came back, is a new alert.',
    }),
    since: instant.meta({ description: 'When the latest of the holds was placed.' }),
  })
  .meta({ id: 'Alert' });
export type Alert = z.output<typeof alert>;

export const alertList = z.object({ items: z.array(alert) }).meta({ id: 'AlertList' });
