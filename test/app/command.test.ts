/** What a command does when something else happens between its reading and its writing. */
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CommandRequest, Deps } from '../../src/app/command.ts';
import { dispatchDelivery } from '../../src/app/deliveries.ts';
import { registerHarvest } from '../../src/app/harvests.ts';
import { StorageUnavailable } from '../../src/app/ports.ts';
import { changeEntry, createEntry } from '../../src/app/registry.ts';
import { placeHold } from '../../src/app/safety.ts';
import { recordDiscard } from '../../src/app/stock.ts';
import { makeBatchCode } from '../../src/domain/batch-code.ts';
import * as wire from '../../src/wire/commands.ts';
import { commandOf } from '../setup/town.ts';
import { meanwhile, townInFile } from './town-file.ts';

const { deps, rival, town, raw, clock } = await townInFile();
const [{ farmer, lead, farmerId, place: network }] = town.networks;
const [{ place: kitchen }] = town.kitchens;
const newCode = () => makeBatchCode(randomBytes(9));
const during = (call: Parameters<typeof meanwhile>[1], event: () => Promise<unknown>): Deps => ({
  ...deps,
  storage: meanwhile(deps.storage, call, event),
});

const harvest = (code: string | undefined, grams = 20_000, by = farmer.account) =>
  commandOf(
    by,
    wire.registerHarvestBody.parse({
      code,
      farmerId: by === farmer.account ? farmerId : undefined,
      cropId: town.crops.kale,
      amount: { quantity: grams, unit: 'g' },
      confirmed: ['near-duplicate'],
    }),
  );
const discard = (batch: string, grams: number) =>
  commandOf(
    lead.account,
    wire.discardBody.parse({
      place: network,
      lines: [{ batch, amount: { quantity: grams, unit: 'g' }, way: 'waste', reason: 'wilted' }],
    }),
  );
const sending = (batch: string, grams: number) =>
  commandOf(
    lead.account,
    wire.dispatchBody.parse({
      from: network,
      to: kitchen,
      lines: [{ batch, amount: { quantity: grams, unit: 'g' } }],
    }),
  );
async function registered(grams = 20_000): Promise<string> {
  const { body } = await registerHarvest(deps, harvest(newCode(), grams));
  return body.entries[0]!.batch;
}
const rows = (table: string) => raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const code = (of: string) => expect.objectContaining({ code: of });

describe('when another server is faster', () => {
  it('a command is decided again on what it finds then, and keeps its key', async () => {
    const batch = await registered();
    const mine = discard(batch, 5_000);
    const busy = during('batch', () => recordDiscard(rival, discard(batch, 4_000)));
    const answer = await recordDiscard(busy, mine);
    expect(answer.body.entries).toMatchObject([{ batch, version: 3, onHandGrams: 11_000 }]);
    expect(await recordDiscard(rival, mine)).toEqual(answer);
    expect(await deps.storage.events(town.municipalityId, batch)).toHaveLength(3);
  });

  it('a command is refused if what it wanted is gone, and leaves nothing', async () => {
    const batch = await registered(10_000);
    const before = { events: 0, commands: 0 };
    const busy = during('batch', async () => {
      await recordDiscard(rival, discard(batch, 8_000));
      Object.assign(before, { events: rows('events'), commands: rows('commands') });
    });
    await expect(dispatchDelivery(busy, sending(batch, 5_000))).rejects.toEqual(
      code('insufficient-stock'),
    );
    expect({ events: rows('events'), commands: rows('commands') }).toEqual(before);
  });

  it('a hold that came in between stops what was about to leave', async () => {
    const batch = await registered();
    const hold = commandOf(town.officer.account, wire.placeHoldBody.parse({ reason: 'smell' }));
    const busy = during('batch', () => placeHold(rival, batch, hold));
    await expect(dispatchDelivery(busy, sending(batch, 5_000))).rejects.toEqual(
      code('batch-on-hold'),
    );
  });

  it('a command gives up, unavailable, when it never gets through', async () => {
    const batch = await registered(100_000);
    const { storage } = deps;
    // Every time it has read, somebody adds to the batch.
    const read: typeof storage.batch = async (...args) => {
      const stored = await storage.batch(...args);
      await recordDiscard(rival, discard(batch, 1));
      return stored;
    };
    const busy = { ...deps, storage: { ...storage, batch: read } };
    const mine = discard(batch, 5);
    await expect(recordDiscard(busy, mine)).rejects.toThrow(StorageUnavailable);
    expect(await storage.command(town.municipalityId, mine.key)).toBeNull();
  });
});

describe('the same command, sent twice together', () => {
  /** Sends a command; while it is being decided, the same one arrives and is carried out. */
  async function twice<B>(
    call: Parameters<typeof meanwhile>[1],
    send: (deps: Deps) => Promise<B>,
  ): Promise<void> {
    let first: B | undefined;
    const busy = during(call, async () => {
      first = await send(rival);
    });
    const second = await send(busy);
    expect(first).toBeDefined();
    expect(second).toEqual(first);
  }

  it('is not refused for what it has itself just done', async () => {
    const batch = await registered(6_000);
    const all = discard(batch, 6_000);
    await twice('registryNow', (on) => recordDiscard(on, all));
    expect(await deps.storage.events(town.municipalityId, batch)).toHaveLength(2);
    const first = harvest(newCode());
    await twice('registryNow', (on) => registerHarvest(on, first));
  });

  it('is not taken for a near-duplicate of itself', async () => {
    clock.now += 3_600_000;
    const request = harvest(undefined);
    request.body.confirmed = [];
    await twice('registryNow', (on) => registerHarvest(on, request));
    clock.now += 3_600_000;
  });

  it('changes a registry entry once', async () => {
    const entry = (await deps.storage.registryEntry(
      town.municipalityId,
      'crops',
      town.crops.onion,
    ))!;
    const change = { nameEn: 'Scallion', revision: entry.revision };
    const request = commandOf(town.officer.account, change);
    await twice('command', (on) => changeEntry(on, 'crops', entry.id, request));
    const user = { name: 'ก', phone: '0899999999', pin: '123456' };
    const roles = [{ role: 'farmer', place: network }];
    const adding = commandOf(town.officer.account, { ...user, farmerId: null, roles });
    await twice('command', (on) => createEntry(on, 'users', adding));
    expect(await deps.storage.accountsByPhone('0899999999')).toHaveLength(1);
  });

  it('is refused under the same key with another body', async () => {
    const batch = await registered(6_000);
    const [mine, other] = [discard(batch, 1_000), discard(batch, 2_000)];
    other.key = mine.key;
    const busy = during('batch', () => recordDiscard(rival, other));
    await expect(recordDiscard(busy, mine)).rejects.toEqual(code('idempotency-key-reused'));
    const somebodyElse: CommandRequest = { ...other, account: town.officer.account };
    await expect(recordDiscard(deps, somebodyElse as typeof other)).rejects.toEqual(
      code('idempotency-key-reused'),
    );
  });
});

describe('a code that a phone made', () => {
  it('is refused when it is taken, and the key stays free', async () => {
    const taken = await registered();
    const request = harvest(taken);
    await expect(registerHarvest(deps, request)).rejects.toEqual(code('batch-code-taken'));
    request.body.code = newCode();
    expect((await registerHarvest(deps, request)).status).toBe(201);
  });

  it('goes to one of two harvests that claim it at once', async () => {
    const claimed = newCode();
    const busy = during('registryNow', () => registerHarvest(rival, harvest(claimed)));
    await expect(registerHarvest(busy, harvest(claimed))).rejects.toEqual(code('batch-code-taken'));
    const many = Array.from({ length: 10 }, () => newCode()).flatMap((one) => [one, one]);
    const results = await Promise.allSettled(
      many.map((one) => registerHarvest(deps, harvest(one))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  it('is not what the server’s own codes depend on: those are made anew', async () => {
    const keys = Array.from({ length: 20 }, () => randomUUID());
    const answers = await Promise.all(
      keys.map((key) => registerHarvest(deps, { ...harvest(undefined), key })),
    );
    const codes = answers.map(({ body }) => body.entries[0]?.batch);
    expect(new Set(codes).size).toBe(20);
  });
});
