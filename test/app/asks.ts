/** Every command there is: how it is asked for, why it would be refused, and what it does to the model. */
import type { Ask } from './asks/ask.ts';
import { change, undo } from './asks/corrections.ts';
import { cancel, dispatch, receive } from './asks/deliveries.ts';
import { register } from './asks/harvests.ts';
import { mix } from './asks/mixes.ts';
import { hold, inspect, release } from './asks/safety.ts';
import { cook, count, discard, sell } from './asks/stock.ts';

/** Each command with how often it comes. */
export const ASKS = {
  register: [register, 2],
  inspect: [inspect, 3],
  hold: [hold, 1],
  release: [release, 3],
  dispatch: [dispatch, 8],
  receive: [receive, 6],
  cancel: [cancel, 1],
  sell: [sell, 5],
  cook: [cook, 5],
  discard: [discard, 2],
  count: [count, 1],
  mix: [mix, 4],
  void: [undo, 2],
  correct: [change, 3],
} as const satisfies Record<string, readonly [Ask, number]>;
