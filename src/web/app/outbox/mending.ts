import type { Problem } from '../../../wire/problems.ts';
import type { Entry, Kind } from './entry.ts';

/** Where the form of each kind of entry is opened again, with `?mend={id}`. */
const FORMS: Record<Kind, ((entry: Entry) => string) | null> = {
  'harvest.register': () => '/app/farmer/harvest',
  'inspection.record': ({ needs }) => `/app/lead/tests/${needs[0]}`,
  'delivery.dispatch': () => '/app/lead/send',
  'batch.mix': () => '/app/lead/mix',
  'sale.record': ({ form }) => `/app/stall/b/${(form as { code: string }).code}`,
  'stall.receive': ({ form }) => `/app/stall/deliveries/${(form as { id: string }).id}`,
  'stall.discard': () => '/app/stall/close',
  'stall.count': () => '/app/stall/close',
  'batch.hold': ({ needs }) => `/app/lead/b/${needs[0]}`,
  'batch.correct': ({ form, needs }) =>
    (form as { address?: string }).address ?? `/app/farmer/batches/${needs[0]}/correct`,
  'delivery.receive': () => '/app/kitchen',
  'meal.record': () => '/app/kitchen/cook',
};

export function mendAddress(entry: Entry): string | null {
  const address = FORMS[entry.kind]?.(entry);
  return address ? `${address}${address.includes('?') ? '&' : '?'}mend=${entry.id}` : null;
}

/** Questions of the service that are answered with yes by naming them in `confirmed`. */
const CONFIRMABLE = ['unusual-amount', 'near-duplicate', 'mix-on-hold'];

export const isConfirmable = (problem: Problem | 'withdrawn-before'): problem is Problem =>
  problem !== 'withdrawn-before' && CONFIRMABLE.includes(problem.code);
