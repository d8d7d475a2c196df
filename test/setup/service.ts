import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterAll } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { newSession } from '../../src/app/sessions.ts';
import { openSetup } from '../../src/app/setup.ts';
import { openPapers } from '../../src/documents/index.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { buildApp } from '../../src/http/app.ts';
import { openPhotos } from '../../src/photos/index.ts';
import { openReports } from '../../src/reports/index.ts';
import { newTestDatabase, type TestDatabase } from './engine.ts';
import { buildTown } from './town.ts';

/** Whoever has a phone number and the tests' PIN. */
export type Caller = { phone: string };

type Options = {
  settings?: Partial<Settings>;
  publicUrl?: string;
  database?: Omit<TestDatabase, 'copy' | 'watch'>;
};

/** For all files of a worker: threads that have their fonts open already. They end by themselves when idle. */
const papers = openPapers();

/** The whole service on a database of its own; closes itself after the tests of the file. */
export type Service = Awaited<ReturnType<typeof openService>>;

export async function openService({
  settings,
  publicUrl = 'http://localhost',
  database: given,
}: Options = {}) {
  const database = given ?? (await newTestDatabase());
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs).toISOString();
  const photoFolder = mkdtempSync(join(tmpdir(), 'tonnam-photos-'));
  const photos = openPhotos(photoFolder);
  const reportFolder = mkdtempSync(join(tmpdir(), 'tonnam-reports-'));
  // On this thread: the one that a server makes them on has a test of its own.
  const openDesk = (storage: Storage) =>
    openReports(reportFolder, {
      async make(job, file, progress) {
        // Few make one, and what it is drawn with takes a third of a second to load.
        const { makeReport } = await import('../../src/report-maker.ts');
        return makeReport(storage, job, file, progress, now());
      },
    });
  const first = await database.open();
  const deps = { storage: first, photos, reports: openDesk(first), now };
  const setup = openSetup(deps);
  const serve = async (on = deps) => {
    const app = await buildApp({ deps: on, papers, setup, publicUrl: () => publicUrl });
    return { app, address: await app.listen({ port: 0, host: '127.0.0.1' }) };
  };
  let running = await serve();
  const connections = new Agent({ keepAlive: true });
  const stop = async () => {
    connections.destroy();
    await running.app.close();
    await deps.reports.close();
    await deps.storage.close();
  };
  const besides: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    for (const end of [stop, ...besides]) await end();
    await database.remove();
    for (const folder of [photoFolder, reportFolder]) rmSync(folder, { recursive: true });
  });

  /** Sends requests to a server. To make a connection for each took as long as the request: they are kept. */
  function agentOf(address: string) {
    const send =
      (method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options') =>
      (path: string) =>
        supertest(address)[method](path).agent(connections);
    return {
      get: send('get'),
      post: send('post'),
      put: send('put'),
      patch: send('patch'),
      delete: send('delete'),
      head: send('head'),
      options: send('options'),
    };
  }
  const tokens = new Map<string, Promise<string>>();
  const agent = () => agentOf(running.address);
  /** A bearer token of this person, as signing in gives it, without the work of checking a PIN. */
  function tokenOf({ phone }: Caller): Promise<string> {
    const known = tokens.get(phone) ?? signIn(phone);
    tokens.set(phone, known);
    return known;
  }
  async function signIn(phone: string): Promise<string> {
    const [account] = await deps.storage.accountsByPhone(phone);
    const { token, stored } = newSession(deps);
    const { municipalityId, userId } = account!;
    await deps.storage.openSession({ ...stored, municipalityId, userId, kind: 'pin' });
    return token;
  }
  const send =
    (method: 'get' | 'post' | 'patch' | 'delete') =>
    async (person: Caller, path: string, body?: object, key: string = randomUUID()) => {
      const request = agent()
        [method](path)
        .auth(await tokenOf(person), { type: 'bearer' });
      return method === 'get' ? request : request.set('Idempotency-Key', key).send(body);
    };

  return {
    deps,
    photoFolder,
    /** Reaches into the database behind the service's back. */
    tamper: database.tamper,
    holds: database.holds,
    setup,
    agent,
    tokenOf,
    town: await buildTown(deps, settings),
    /** Another municipality in the same installation. */
    addTown: () => buildTown(deps, settings),
    get: send('get'),
    post: send('post'),
    patch: send('patch'),
    app: () => running.app,
    address: () => running.address,
    /** Stops everything, and starts again on the same database. */
    async restart() {
      await stop();
      deps.storage = await database.open();
      deps.reports = openDesk(deps.storage);
      running = await serve();
    },
    /** Another server on the same database. */
    async beside(open = database.open) {
      const on = { storage: await open(), photos, reports: deps.reports, now };
      const { app, address } = await serve(on);
      besides.push(
        () => app.close(),
        () => on.storage.close(),
      );
      return agentOf(address);
    },
    /** Sets the server's clock ahead. */
    wait(ms: number) {
      aheadMs += ms;
    },
  };
}
