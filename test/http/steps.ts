import type { Place } from '../../src/domain/accounts.ts';
import type { Caller, Service } from '../setup/service.ts';
import type { Town } from '../setup/town.ts';

export const kg = (quantity: number) => ({ quantity, unit: 'kg' });

type Person = Caller;

/** The body of an answer that went well; else fails with what was answered. */
export function done<B>({ status, body }: { status: number; body: B }, expected = 201): B {
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** What happens to goods before the story of a test begins, each step over HTTP. */
export function stepsOf({ post, get }: Service) {
  const confirmed = ['near-duplicate', 'unusual-amount'];

  /** Code of a new batch. */
  async function harvest(farmer: Person, cropId: string, quantity: number, more: object = {}) {
    const body = { cropId, amount: kg(quantity), confirmed, ...more };
    return done(await post(farmer, '/v1/batches', body)).entries[0].batch as string;
  }

  async function inspect(lead: Person, code: string, result = 'not_detected') {
    const inspection = { method: 'kit', reading: { kit: 'GT', result } };
    return done(await post(lead, `/v1/batches/${code}/inspections`, { inspection }));
  }

  /** Id of a delivery that is on its way. */
  async function dispatch(lead: Person, from: Place, to: Place, goods: Record<string, number>) {
    const lines = Object.entries(goods).map(([batch, grams]) => ({
      batch,
      amount: { quantity: grams, unit: 'g' },
    }));
    return done(await post(lead, '/v1/deliveries', { from, to, lines })).id as string;
  }

  async function receive(receiver: Person, delivery: string, goods: Record<string, number>) {
    const lines = Object.entries(goods).map(([batch, acceptedGrams]) => ({ batch, acceptedGrams }));
    return done(await post(receiver, `/v1/deliveries/${delivery}/receipt`, { lines }));
  }

  /** A batch of kale of one of the networks, of which a stall has got something. */
  async function batchAtStall(town: Town, grams: number, harvestedKg = 10) {
    const [network, stall] = [town.networks[0], town.stalls[0]];
    const code = await harvest(network.farmer, town.crops.kale, harvestedKg);
    const id = await dispatch(network.lead, network.place, stall.place, { [code]: grams });
    await receive(stall.manager, id, { [code]: grams });
    return code;
  }

  const read = async (person: Person, code: string) =>
    done(await get(person, `/v1/batches/${code}`), 200);

  return { harvest, inspect, dispatch, receive, batchAtStall, read };
}

/** Follows `next` to the end. */
export async function allPages(
  { get }: Service,
  person: Person,
  path: string,
  limit: number,
): Promise<{ items: Record<string, unknown>[]; pages: number }> {
  const items: Record<string, unknown>[] = [];
  let pages = 0;
  for (let cursor: string | null = ''; cursor !== null; pages++) {
    const url = new URL(path, 'http://any');
    url.searchParams.set('limit', String(limit));
    if (cursor) url.searchParams.set('cursor', cursor);
    const page: { items: Record<string, unknown>[]; next: string | null } = done(
      await get(person, url.pathname + url.search),
      200,
    );
    if (page.items.length > limit) throw new Error(`${page.items.length} on a page of ${limit}`);
    items.push(...page.items);
    cursor = page.next;
  }
  return { items, pages };
}
