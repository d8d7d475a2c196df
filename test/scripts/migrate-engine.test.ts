/** A town's database moved to PostgreSQL: all of it and as it was, or nothing. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { migrateEngine } from '../../scripts/copy/migrate-engine.ts';
import { verifyAll } from '../../src/app/verify-all.ts';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { copyDatabase } from '../../src/storage/sqlite/copy.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { done, kg, stepsOf } from '../http/steps.ts';
import { newDatabase } from '../setup/postgres-database.ts';
import { openService, type Service } from '../setup/service.ts';
import { expectRebuilt } from '../storage/rebuilt.ts';

const folder = mkdtempSync(join(tmpdir(), 'tonnam-move-'));
const file = join(folder, 'tonnam.db');
const service = await openService({
  database: {
    open: async () => openSqlite(join(folder, 'serving.db'), { durable: false }),
    tamper: async () => 0,
    holds: async () => false,
    remove: async () => rmSync(folder, { recursive: true }),
  },
});
const { town, post, tokenOf } = service;
const other = await service.addTown();
const { harvest, inspect, dispatch, batchAtStall } = stepsOf(service);
const [{ farmer, lead, place }] = town.networks;

const elsewhere = await harvest(other.networks[0].farmer, other.crops.kale, 8);
const code = await batchAtStall(town, 9_000, 20);
await inspect(lead, code);
await dispatch(lead, place, town.kitchens[0].place, { [code]: 2_000 });
const sale = { stallId: town.stalls[0].place.id, lines: [{ batch: code, amount: kg(1.5) }] };
done(await post(town.stalls[0].manager, '/v1/sales', sale));
const key = '0198b0de-7a50-7000-8000-00000000c0de';
const again = { cropId: town.crops.onion, amount: kg(12) };
const answered = done(await post(farmer, '/v1/batches', again, key));
await harvest(other.networks[0].farmer, other.crops.onion, 8);
const officerToken = await tokenOf(town.officer);
await copyDatabase(join(folder, 'serving.db'), file);

async function database() {
  const made = await newDatabase();
  afterAll(() => made.remove());
  return made;
}

/** A copy of the file that differs. */
function altered(name: string, sql: string): string {
  const path = join(folder, `${name}.db`);
  copyFileSync(file, path);
  const raw = new SqliteDatabase(path);
  expect(raw.prepare(sql).run().changes).toBeGreaterThan(0);
  raw.close();
  return path;
}

const move = async (from: string, to: string, municipality: string | null = null) => {
  const said: string[] = [];
  await migrateEngine({ from, to, municipality, say: (line) => said.push(line) });
  return said.join('\n');
};

/** A program, as it is called. */
function start(name: string, args: string[], environment = {}) {
  const program = spawn(process.execPath, [`dist/scripts/${name}.js`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  let said = '';
  program.stdout.on('data', (chunk) => {
    said += chunk;
  });
  return { program, said: () => said, ended: once(program, 'close') };
}

const seen = async (agent: Awaited<ReturnType<Service['beside']>>) => {
  const paths = [
    `/v1/batches/${code}`,
    `/v1/batches/${code}/verify`,
    '/v1/deliveries',
    '/v1/registry/users',
    `/v1/registry/municipality/${town.municipalityId}/changes`,
  ];
  const answers = paths.map((path) => agent.get(path).auth(officerToken, { type: 'bearer' }));
  return (await Promise.all(answers)).map(({ status, body }) => ({ status, body }));
};

it('interrupted it leaves nothing in the tables, and run again it goes on and takes everything along', async () => {
  const target = await database();
  await (await openPostgres(target.url)).close();
  const outsider = new pg.Client(target.url);
  await outsider.connect();
  onTestFinished(() => outsider.end());
  // It comes as far as the networks, and waits there.
  await outsider.query('CREATE SCHEMA tonnam_transfer');
  await outsider.query('CREATE TABLE tonnam_transfer.networks (LIKE networks)');
  await outsider.query('BEGIN; LOCK TABLE tonnam_transfer.networks IN SHARE MODE');
  const args = ['--from', file, '--to', target.url];
  const first = start('migrate-engine', args);
  while (!first.said().includes('Copied ')) await once(first.program.stdout, 'data');
  const waits = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await target.tamper(waits)) === 0) expect(first.program.exitCode).toBeNull();
  first.program.kill('SIGKILL');
  await first.ended;
  await outsider.query('ROLLBACK');
  expect(await target.tamper('SELECT 1 FROM events UNION ALL SELECT 1 FROM municipalities')).toBe(
    0,
  );
  expect(await target.tamper('SELECT 1 FROM tonnam_transfer.events')).toBe(9);

  const second = start('migrate-engine', args);
  expect(await second.ended).toEqual([0, null]);
  expect(second.said()).toMatch(
    /Verified 100 %.*4 batches, 9 events.*Goes on where it was interrupted: \d+ rows.*Copied 100 %.*Compared 100 %.*Copied .*tonnam\.db: \d+ rows/s,
  );
  await expect(move(file, target.url)).rejects.toThrow(
    /the target: it holds something already, in .*commands.*events/,
  );

  const verify = start('verify', [], { DATABASE_URL: target.url });
  expect(await verify.ended).toEqual([0, null]);
  expect(verify.said()).toContain('Verified: 4 batches, 9 events.');

  const before = await seen(service.agent());
  expect(before.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const moved = await openService({
    database: { ...service, open: () => openPostgres(target.url), remove: async () => {} },
  });
  expect(await seen(moved.agent())).toEqual(before);
  // What was answered is answered again, and a new entry comes after all that was there.
  const token = await tokenOf(farmer);
  const send = (body: object, id: string) =>
    moved
      .agent()
      .post('/v1/batches')
      .auth(token, { type: 'bearer' })
      .set('Idempotency-Key', id)
      .send(body);
  expect((await send(again, key)).body).toEqual(answered);
  const more = done(
    await send(
      { cropId: town.crops.kale, amount: kg(7), confirmed: ['near-duplicate'] },
      randomUUID(),
    ),
  );
  const storage = await openPostgres(target.url);
  onTestFinished(() => storage.close());
  const [event] = await storage.events(town.municipalityId, more.entries[0].batch);
  expect(event?.position).toBe(10);
  expect((await verifyAll(storage)).faulty).toEqual([]);
  for (const { municipalityId } of [town, other]) await expectRebuilt(storage, municipalityId);
});

it('takes one municipality after the other into one database, each in its order', async () => {
  const { url } = await database();
  expect(await move(file, url, town.municipalityId)).toContain('2 batches, 7 events');
  await expect(move(file, url, town.municipalityId)).rejects.toThrow(
    `it holds something of ${town.municipalityId} already`,
  );
  expect(await move(file, url, other.municipalityId)).toContain('2 batches, 2 events');
  const storage = await openPostgres(url);
  onTestFinished(() => storage.close());
  expect((await verifyAll(storage)).batches).toBe(4);
  for (const { municipalityId } of [town, other]) await expectRebuilt(storage, municipalityId);
  const [first] = await storage.events(other.municipalityId, elsewhere);
  const last = (await storage.events(town.municipalityId, code)).at(-1);
  expect(first?.position).toBeGreaterThan(last?.position ?? Infinity);
  await expect(move(file, url, 'nobody')).rejects.toThrow('there is no municipality nobody');
});

it('refuses what it should not take, with nothing left in the target', async () => {
  const { url, tamper } = await database();
  const refused = (from: string, message: string | RegExp) =>
    expect(move(from, url)).rejects.toThrow(message);
  const tampered = altered(
    'tampered',
    `UPDATE events SET data = replace(data, '20000', '90000') WHERE batch = '${code}'`,
  );
  await refused(tampered, `1 batches do not verify: ${code}`);
  await refused(altered('cut', `DELETE FROM batches WHERE code = '${code}'`), code);
  // An event beside the book: no batch says that it is its first.
  const columns =
    'municipality_id, batch, version, id, type, schema, data, actor, server_time, command_id, hash';
  const stray = `INSERT INTO events (${columns}) SELECT ${columns} FROM events WHERE batch = '${code}' AND version = 1`;
  await refused(altered('stray', stray), code);
  const hash =
    'DELETE FROM __drizzle_migrations WHERE id = (SELECT max(id) FROM __drizzle_migrations)';
  await refused(altered('older', hash), /older\.db: it is of an older version/);
  const later = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 1)";
  await refused(altered('newer', later), /newer\.db: a newer version of the program/);
  await refused(join(folder, 'none.db'), /there is no database .*none\.db/);
  await refused(join(folder, 'serving.db'), /serving\.db is in use; stop the server first/);
  // Something that only the other engine does not take, halfway.
  const odd = altered('odd', "UPDATE farmers SET name = 'ก' || char(0) || 'ข'");
  await refused(odd, /the target: invalid byte sequence/);
  // What does not arrive as it was sent.
  await tamper(`CREATE FUNCTION bend() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN NEW.name := NEW.name || ' '; RETURN NEW; END $$`);
  await tamper('CREATE TRIGGER bend BEFORE INSERT ON plots FOR EACH ROW EXECUTE FUNCTION bend()');
  await refused(file, 'the target: the rows of plots are not what they were');
  await expect(move(file, 'postgres://me:hush@127.0.0.1:1/tonnam')).rejects.toThrow('ECONNREFUSED');
  expect(await tamper('SELECT 1 FROM events UNION ALL SELECT 1 FROM municipalities')).toBe(0);
  await tamper(later);
  await refused(file, /the target: a newer version of the program/);
});
