import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Storage } from '../../../src/app/ports.ts';
import { harvested, held } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { codeOf, type Draft, Scribe } from '../scribe.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
function kindsOf(results: { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of results) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Adds to a batch as a use-case does: reads, appends, and reads again on a conflict. */
async function insist(storage: Storage, municipalityId: string, code: string): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    const stored = await storage.batch(municipalityId, code);
    const scribe = new Scribe(() => storage, municipalityId);
    const draft = scribe.draft([code, held()]);
    const version = stored!.batch.version;
    draft.events[0] = { ...draft.events[0]!, version: version + 1, previousHash: stored!.lastHash };
    draft.expected.set(code, version);
    if ((await scribe.hand(draft)).kind === 'appended') return attempt;
    await nextTurn();
  }
}

export function racesContract(storage: Subject): void {
  it('takes many batches in the same turn', async () => {
    const scribe = new Scribe(storage);
    const drafts = numbers(60).map((n) => scribe.draft([codeOf(n), harvested(n + 1)]));
    const results = await Promise.all(drafts.map((draft) => scribe.hand(draft)));
    expect(kindsOf(results)).toEqual({ appended: 60 });
    const positions = [];
    for (const n of numbers(60)) {
      positions.push(...(await storage().events('m1', codeOf(n))).map(({ position }) => position));
    }
    expect(new Set(positions).size).toBe(60);
  });

  it('lets one of many through that saw the same version', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([codeOf(1), harvested(1)]);
    const drafts = numbers(50).map(() => scribe.draft([codeOf(1), held()]));
    const results = await Promise.all(drafts.map((draft) => scribe.hand(draft)));
    expect(kindsOf(results)).toEqual({ appended: 1, conflict: 49 });
    expect(await storage().events('m1', codeOf(1))).toHaveLength(2);
  });

  it('carries one command out once, however many times it arrives together', async () => {
    const scribe = new Scribe(storage);
    const draft = scribe.draft([codeOf(1), harvested(1)]);
    const results = await Promise.all(numbers(20).map(() => scribe.hand(draft)));
    expect(kindsOf(results)).toEqual({ appended: 1, answered: 19 });
    expect(await storage().events('m1', codeOf(1))).toHaveLength(1);
  });

  it('gives a code to one of two municipalities that claim it together', async () => {
    const drafts = ['m1', 'm2', 'm3'].map((municipalityId) => {
      const scribe = new Scribe(storage, municipalityId);
      return scribe.hand(scribe.draft([codeOf(1), harvested(1)]));
    });
    expect(kindsOf(await Promise.all(drafts))).toEqual({ appended: 1, conflict: 2 });
  });

  it('takes whole commands only, where those that overlap arrive together', async () => {
    const scribe = new Scribe(storage);
    await scribe.write(...numbers(6).map((n) => [codeOf(n), harvested(1)] as const));
    const drafts: Draft[] = numbers(30).map((n) =>
      scribe.draft([codeOf(n % 6), held()], [codeOf((n * 5 + 1) % 6), held(), held()]),
    );
    const whole = drafts.filter(({ expected }) => expected.size === 2);
    const results = await Promise.all(whole.map((draft) => scribe.hand(draft)));
    let written = 0;
    for (const n of numbers(6)) written += (await storage().events('m1', codeOf(n))).length - 1;
    expect(written).toBe(3 * (kindsOf(results).appended ?? 0));
    for (const [index, { command, events }] of whole.entries()) {
      const appended = results[index]?.kind === 'appended';
      expect((await storage().command('m1', command.key)) !== null).toBe(appended);
      for (const event of events) {
        const logged = await storage().events('m1', event.batch);
        expect(logged.some((known) => known.event.id === event.id)).toBe(appended);
      }
    }
  });

  it('loses nothing when two servers add to the same batch over many turns', async () => {
    const servers = [storage(), await storage.opened().beside()];
    await new Scribe(storage).write([codeOf(1), harvested(1)]);
    const one = async (server: Storage) => {
      for (const _ of numbers(25)) await insist(server, 'm1', codeOf(1));
    };
    await Promise.all(servers.map(one));
    const versions = (await storage().events('m1', codeOf(1))).map(({ event }) => event.version);
    expect(versions).toEqual(numbers(51).map((n) => n + 1));
    for (const server of servers) {
      expect((await server.batch('m1', codeOf(1)))?.batch.version).toBe(51);
    }
  });

  it('shows no reader an event at a position before one already seen', async () => {
    const second = await storage.opened().beside();
    const codes = numbers(4).map(codeOf);
    await new Scribe(storage).write(...codes.map((code) => [code, harvested(1)] as const));
    let writing = true;
    const writers = [storage(), second].flatMap((server) =>
      codes.map(async (code) => {
        for (const _ of numbers(10)) {
          await insist(server, 'm1', code);
          await nextTurn();
        }
      }),
    );
    const watch = async (server: Storage) => {
      const seen = new Set<number>();
      // A look is several reads. What was there at its end, with all that comes before it, is seen by the
      // whole of the next; so what the one after that finds new must come later.
      let [latest, settled] = [0, 0];
      const look = async () => {
        const logs = await Promise.all(codes.map((code) => server.events('m1', code)));
        const fresh = logs
          .flat()
          .map(({ position }) => position)
          .filter((position) => !seen.has(position));
        expect(fresh.filter((position) => position <= settled)).toEqual([]);
        for (const position of fresh) seen.add(position);
        [latest, settled] = [Math.max(latest, ...fresh), latest];
      };
      while (writing) {
        await look();
        await nextTurn();
      }
      await look();
      return seen.size;
    };
    const written = Promise.all(writers).finally(() => {
      writing = false;
    });
    const [first, other] = await Promise.all([watch(storage()), watch(second), written]);
    expect([first, other]).toEqual([84, 84]);
  });
}
