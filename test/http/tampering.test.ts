import { describe, expect, it } from 'vitest';
import { openService } from '../setup/service.ts';
import { stepsOf } from './steps.ts';

const service = await openService();
/** As whoever has the database does it: from outside. */
const { town, agent, get, tamper } = service;
const { batchAtStall } = stepsOf(service);

type Fault = { version: number; fault: string };
const verify = async (code: string) => {
  const { status, body } = await get(town.auditor, `/v1/batches/${code}/verify`);
  expect(status).toBe(200);
  const faults = (body.faults as Fault[]).map(({ version, fault }) => `${version} ${fault}`);
  return { verified: body.verified as boolean, faults };
};

const OF_BATCH = 'position = (SELECT position FROM batches WHERE code = ?)';

/** Four events: harvest, dispatch, receipt; and one more, so that the last one can be spared. */
const CASES: [string, string, string[]][] = [
  [
    'grams in an event',
    `UPDATE events SET data = replace(data, '"grams":10000', '"grams":11000') WHERE batch = ? AND version = 1`,
    ['1 altered'],
  ],
  [
    'another field of an event',
    `UPDATE events SET data = replace(data, '"note":null', '"note":"ไม่มี"') WHERE batch = ? AND version = 1`,
    ['1 altered'],
  ],
  [
    'who did it',
    `UPDATE events SET actor = replace(actor, '"userId":"', '"userId":"x') WHERE batch = ? AND version = 2`,
    ['2 altered'],
  ],
  [
    'when it was',
    `UPDATE events SET server_time = '2026-01-01T00:00:00.000Z' WHERE batch = ? AND version = 3`,
    ['3 altered'],
  ],
  [
    'what it was',
    `UPDATE events SET type = 'discarded' WHERE batch = ? AND version = 3`,
    ['3 altered'],
  ],
  [
    'the hash of an event',
    `UPDATE events SET hash = '${'0'.repeat(64)}' WHERE batch = ? AND version = 2`,
    ['2 altered', '3 unlinked'],
  ],
  [
    'the hash of the last event',
    `UPDATE events SET hash = '${'0'.repeat(64)}' WHERE batch = ? AND version = 3`,
    ['3 altered', '3 head'],
  ],
  [
    'the link to the event before',
    `UPDATE events SET previous_hash = NULL WHERE batch = ? AND version = 2`,
    ['2 altered', '2 unlinked'],
  ],
  [
    'an event in the middle, taken out',
    'DELETE FROM events WHERE batch = ? AND version = 2',
    ['3 gap', '3 unlinked'],
  ],
  [
    'the first event, taken out',
    'DELETE FROM events WHERE batch = ? AND version = 1',
    ['2 gap', '2 unlinked', '3 gap'],
  ],
  ['the last event, taken out', 'DELETE FROM events WHERE batch = ? AND version = 3', ['3 head']],
  ['all events, taken out', 'DELETE FROM events WHERE batch = ?', ['3 head']],
  [
    'an event, put in',
    `INSERT INTO events (position, municipality_id, batch, version, id, type, schema, data, actor, server_time, command_id, previous_hash, hash)
     SELECT (SELECT min(position) - 1 FROM events), municipality_id, batch, 4, id || 'x', type, schema, data, actor, server_time, command_id, hash, hash
     FROM events WHERE batch = ? AND version = 3`,
    ['4 altered', '3 head'],
  ],
  [
    'an event that is no JSON',
    `UPDATE events SET data = '{' WHERE batch = ? AND version = 2`,
    ['2 altered'],
  ],
  [
    'an actor that is no JSON',
    `UPDATE events SET actor = '' WHERE batch = ? AND version = 2`,
    ['2 altered'],
  ],
  [
    'the status of the batch in its state',
    `UPDATE batches SET state = replace(state, '"voided":false', '"voided":true') WHERE code = ?`,
    ['3 state'],
  ],
  [
    'the balances in its state',
    `UPDATE batches SET state = replace(state, '6000', '7000') WHERE code = ?`,
    ['3 state'],
  ],
  ['its last hash', `UPDATE batches SET last_hash = '' WHERE code = ?`, ['3 head']],
  [
    'a balance',
    `UPDATE balances SET grams = grams + 1000 WHERE ${OF_BATCH} AND grams > 0`,
    ['3 balances'],
  ],
  ['balances, taken out', `DELETE FROM balances WHERE ${OF_BATCH}`, ['3 balances']],
];

describe('what is changed in the database is found and named', () => {
  it.each(CASES)('%s', async (_, sql, faults) => {
    const code = await batchAtStall(town, 4_000);
    expect(await verify(code)).toEqual({ verified: true, faults: [] });

    expect(await tamper(sql, code)).toBeGreaterThan(0);

    expect(await verify(code)).toEqual({ verified: false, faults });
    const page = await agent().get(`/b/${code}/verify?lang=en`).expect(200);
    expect(page.text).toContain('does not agree with its');
    const others = [`/b/${code}`, `/b/${code}/verify`].map((path) => agent().get(path));
    const paths = ['', '/verify'];
    const own = paths.map((path) => get(town.officer, `/v1/batches/${code}${path}`));
    for (const { status } of await Promise.all([...others, ...own])) expect(status).not.toBe(500);
  });

  it.each(['{}', 'null', '[]', '7', '{', '', '\u0001'])('a state that became %j', async (state) => {
    const code = await batchAtStall(town, 4_000);
    await tamper('UPDATE batches SET state = ? WHERE code = ?', state, code);
    expect(await verify(code)).toEqual({ verified: false, faults: ['3 state'] });
    // Nothing can be told of such a batch; it does not take the service with it.
    for (const path of [`/b/${code}`, `/b/${code}/verify`]) {
      expect((await agent().get(path)).status).not.toBe(500);
    }
    await tamper('DELETE FROM batches WHERE code = ?', code);
  });

  it.each([
    ["UPDATE events SET actor = replace(actor, 'farmer', 'auditor') WHERE batch = ?", 200],
    ["UPDATE events SET server_time = '' WHERE batch = ? AND version = 2", 503],
    ["UPDATE events SET server_time = '2026' WHERE batch = ? AND version = 2", 503],
    ["UPDATE events SET device_time = 'x' WHERE batch = ? AND version = 2", 503],
    ["UPDATE events SET data = '{' WHERE batch = ? AND version = 2", 503],
  ])('%s: the batch and its audit report answer %i', async (sql, expected) => {
    const code = await batchAtStall(town, 4_000);
    await tamper(sql, code);
    for (const path of [`/v1/batches/${code}`, `/v1/batches/${code}/audit.pdf`]) {
      expect((await get(town.auditor, path)).status).toBe(expected);
    }
    expect((await verify(code)).verified).toBe(false);
  });

  it('a batch beside it is as whole as before', async () => {
    const [touched, beside] = [await batchAtStall(town, 4_000), await batchAtStall(town, 4_000)];
    await tamper('DELETE FROM events WHERE batch = ? AND version = 2', touched);
    expect((await verify(touched)).verified).toBe(false);
    expect(await verify(beside)).toEqual({ verified: true, faults: [] });
  });
});
