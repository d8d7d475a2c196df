import type { Instant } from '../dates.ts';
import type { Actor } from '../people.ts';
import type { Amount } from '../quantities.ts';
import type { ReceiptLine, SealedEvent } from './events.ts';

/** A batch's part of a delivery, as its papers tell it. */
export type PaperLine = {
  batch: string;
  amount: Amount;
  /** Satang for a kilogram; null where nothing was agreed. */
  priceSatang: number | null;
  state: 'in_transit' | 'received' | 'cancelled';
  /** How it was received, as it stands now. */
  line: ReceiptLine | null;
};

/** What was changed after a paper was first made. */
export type PaperChange = {
  batch: string;
  at: Instant;
  commandId: string;
  by: Actor;
  reason: string | null;
  what: 'cancelled' | 'receipt-corrected' | 'receipt-voided' | 'received-again' | 'price-corrected';
  before: ReceiptLine | null;
  after: ReceiptLine | null;
  /** Satang for a kilogram, before and after. */
  prices: readonly [number | null, number | null];
};

export type PaperStory = {
  line: PaperLine;
  sentBy: Actor;
  received: { at: Instant; by: Actor } | null;
  changes: PaperChange[];
};

/** One batch's part of a delivery, from the batch's events in order; null when it has none. */
export function paperStory(deliveryId: string, events: readonly SealedEvent[]): PaperStory | null {
  let story: PaperStory | null = null;
  const own = new Set<string>();
  for (const event of events) {
    if (event.type === 'dispatched') {
      const { amount, priceSatang = null } = event.data;
      if (event.data.deliveryId !== deliveryId) continue;
      const line: PaperLine = {
        batch: event.batch,
        amount,
        priceSatang,
        state: 'in_transit',
        line: null,
      };
      own.add(event.id);
      story = { line, sentBy: event.actor, received: null, changes: [] };
    } else if (story && isAbout(event, deliveryId, own)) {
      if (event.type === 'received') own.add(event.id);
      story = told(story, event);
    }
  }
  return story;
}

const isAbout = (event: SealedEvent, deliveryId: string, own: ReadonlySet<string>): boolean =>
  event.type === 'corrected'
    ? own.has(event.data.entry)
    : 'deliveryId' in event.data && event.data.deliveryId === deliveryId;

function told(story: PaperStory, event: SealedEvent): PaperStory {
  const { line } = story;
  const change = (
    what: PaperChange['what'],
    reason: string | null,
    after: ReceiptLine | null,
    price = line.priceSatang,
  ): PaperChange[] => {
    const { batch, serverTime: at, commandId, actor: by } = event;
    const prices = [line.priceSatang, price] as const;
    const known = { batch, at, commandId, by, reason, what };
    return [...story.changes, { ...known, before: line.line, after, prices }];
  };
  switch (event.type) {
    case 'received': {
      const after = event.data.line;
      const changes = story.received ? change('received-again', null, after) : story.changes;
      const received = { at: event.serverTime, by: event.actor };
      return { ...story, received, changes, line: { ...line, state: 'received', line: after } };
    }
    case 'dispatch-cancelled':
      return {
        ...story,
        changes: change('cancelled', event.data.reason, null),
        line: { ...line, state: 'cancelled', line: null },
      };
    case 'corrected': {
      const { action, reason, line: after, priceSatang } = event.data;
      if (priceSatang !== undefined) {
        const changes = change('price-corrected', reason, line.line, priceSatang);
        return { ...story, changes, line: { ...line, priceSatang } };
      }
      if (action === 'correct') {
        const changes = change('receipt-corrected', reason, after);
        return { ...story, changes, line: { ...line, line: after } };
      }
      const changes = change('receipt-voided', reason, null);
      return { ...story, changes, line: { ...line, state: 'in_transit', line: null } };
    }
    default:
      return story;
  }
}

/** Changes that were made together are one revision; the first is number 1. */
export function revisionsOf(changes: readonly PaperChange[]): PaperChange[][] {
  const byCommand = new Map<string, PaperChange[]>();
  for (const change of changes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    byCommand.set(change.commandId, [...(byCommand.get(change.commandId) ?? []), change]);
  }
  return [...byCommand.values()];
}
