import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { batchDetail } from '../../src/app/batch-views.ts';
import { StorageDamaged } from '../../src/app/ports.ts';
import { verifyBatch } from '../../src/app/verify.ts';
import { seal } from '../../src/domain/chain.ts';
import { harvested, held, kitPassed, sent } from '../domain/given.ts';
import { codeOf, Scribe } from '../storage/scribe.ts';
import { meanwhile, townInFile } from './town-file.ts';

const { deps, raw, rival } = await townInFile();
const { storage } = deps;
let count = 0;
let code: string;
let scribe: Scribe;

beforeEach(async () => {
  count += 1;
  code = codeOf(count);
  scribe = new Scribe(() => storage);
  await scribe.write([code, harvested(9_000), kitPassed(), sent(randomUUID(), 1_000)]);
});

/** In a turn of its own, as a request is: what somebody else has written is seen from then on. */
const faults = async () => {
  await nextTurn();
  const verification = await verifyBatch(storage, 'm1', code);
  return verification?.faults.map(({ version, fault }) => `${version} ${fault}`);
};
const tamper = (sql: string, ...values: unknown[]) =>
  expect(raw.prepare(`${sql} AND batch = ?`).run(...values, code).changes).toBeGreaterThan(0);

describe('a row that was tampered with', () => {
  it.each([
    ['municipality_id', 'm2', ['3 gap', '3 unlinked']],
    ['batch', 'ELSEWHERE0', ['3 gap', '3 unlinked']],
    ['version', 7, ['7 gap', '7 altered', '3 gap', '3 unlinked', '7 unlinked']],
    ['id', 'another', ['2 altered']],
    ['type', 'hold-placed', ['2 altered']],
    ['schema', 2, ['2 altered']],
    ['data', '{}', ['2 altered']],
    ['data', 'no json', ['2 altered']],
    ['data', 'null', ['2 altered']],
    ['actor', '{"userId":"somebody"}', ['2 altered']],
    ['actor', '', ['2 altered']],
    ['device_time', '2026-11-20T00:00:00.000Z', ['2 altered']],
    ['clock_offset_seconds', 1, ['2 altered']],
    ['server_time', '2026-11-21T01:00:01.001Z', ['2 altered']],
    ['command_id', 'another', ['2 altered']],
    ['previous_hash', null, ['2 altered', '2 unlinked']],
    ['hash', '0'.repeat(64), ['2 altered', '3 unlinked']],
  ])('is named: %s = %j', async (column, value, expected) => {
    expect(await faults()).toEqual([]);
    tamper(`UPDATE events SET ${column} = ? WHERE version = 2`, value);
    expect((await faults())?.sort()).toEqual(
      (column === 'version' ? [...expected, '3 head'] : expected).sort(),
    );
  });

  it('is named: what a batch is and where its goods are', async () => {
    const state = (sql: string) =>
      raw.prepare(`UPDATE batches SET ${sql} WHERE code = ?`).run(code).changes;
    expect(state("state = json_set(state, '$.holds', json('[]'), '$.registeredBy', 'x')")).toBe(1);
    expect(await faults()).toEqual(['3 state']);
    expect(state("state = json_set(state, '$.registeredBy', 'u-farmer')")).toBe(1);
    expect(await faults()).toEqual([]);
    const balance = (sql: string) =>
      raw
        .prepare(
          `${sql} WHERE account = 'network/n1' AND position = (SELECT position FROM batches WHERE code = ?)`,
        )
        .run(code).changes;
    expect(balance('UPDATE balances SET grams = grams + 1')).toBe(1);
    expect(await faults()).toEqual(['3 balances']);
    expect(balance('DELETE FROM balances')).toBe(1);
    expect(await faults()).toEqual(['3 balances']);
  });

  it('is named: the batch’s last hash and version', async () => {
    raw.prepare("UPDATE batches SET last_hash = 'x' WHERE code = ?").run(code);
    expect(await faults()).toEqual(['3 head']);
    raw
      .prepare("UPDATE batches SET state = json_set(state, '$.version', 2) WHERE code = ?")
      .run(code);
    expect(await faults()).toEqual(['2 head']);
  });

  it('is named also where the batch itself can no longer be read', async () => {
    raw.prepare("UPDATE batches SET state = '{' WHERE code = ?").run(code);
    const verification = await verifyBatch(storage, 'm1', code);
    const { event } = (await storage.events('m1', code)).at(-1)!;
    expect(verification).toEqual({
      code,
      verified: false,
      length: 3,
      lastHash: event.hash,
      faults: [{ version: 3, event: null, fault: 'state' }],
    });
  });

  it('is named where the whole chain was forged with it, to a story no rule could make', async () => {
    const [first] = await storage.events('m1', code);
    const { previousHash: _, hash: __, ...event } = first!.event;
    const forged = seal({ ...event, type: 'hold-placed', data: held().data } as typeof event, null);
    tamper('DELETE FROM events WHERE version > 1');
    const { type, data, hash } = forged;
    tamper(
      'UPDATE events SET type = ?, data = ?, hash = ? WHERE 1',
      type,
      JSON.stringify(data),
      hash,
    );
    raw
      .prepare(
        "UPDATE batches SET last_hash = ?, state = json_set(state, '$.version', 1) WHERE code = ?",
      )
      .run(forged.hash, code);
    expect(await faults()).toEqual(['1 state', '1 balances']);
  });

  it.each(["data = '{cut'", "data = 'null'", "actor = '{}'", "actor = ''"])(
    'leaves no history to be told: %s',
    async (damage) => {
      const stored = (await storage.batch('m1', code))!;
      await expect(batchDetail(deps, stored)).resolves.toMatchObject({ code });
      tamper(`UPDATE events SET ${damage} WHERE version = 2`);
      await expect(batchDetail(deps, stored)).rejects.toThrow(StorageDamaged);
    },
  );
});

describe('a batch that moves on while it is verified', () => {
  it.each(['batch', 'events', 'balances'] as const)('is no fault: after %s', async (read) => {
    const busy = meanwhile(storage, read, () =>
      scribe.hand(scribe.draft([code, held(), sent(randomUUID(), 10)]), rival.storage),
    );
    const verification = await verifyBatch(busy, 'm1', code);
    expect(verification?.faults).toEqual([]);
    expect((await verifyBatch(storage, 'm1', code))?.length).toBe(5);
  });

  it('is not there for another municipality', async () => {
    expect(await verifyBatch(storage, 'm2', code)).toBeNull();
  });
});
