import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSetup } from '../../src/app/setup.ts';
import type { Config } from '../../src/config.ts';
import { openPapers } from '../../src/documents/index.ts';
import { buildApp } from '../../src/http/app.ts';
import { openLog } from '../../src/logging.ts';
import { openPhotos } from '../../src/photos/index.ts';
import { reportThreads } from '../../src/report-threads.ts';
import { openReports } from '../../src/reports/index.ts';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { liveThroughMonth } from './month.ts';
import { fillRegistry } from './registry.ts';
import { DAY_MS, settableClock } from './world.ts';

export type Demo = { url: string; close: () => Promise<void> };

/** Loads the example municipality into a throw-away database and serves it. */
export async function serveDemo(
  config: Pick<Config, 'PORT' | 'HOST' | 'PUBLIC_URL' | 'TRUST_PROXY' | 'LOG_LEVEL'>,
  say: (line: string) => void,
): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'tonnam-demo-'));
  const clock = settableClock();
  const file = join(folder, 'demo.db');
  const storage = openSqlite(file, { durable: false });
  const threads = reportThreads({ DATABASE_FILE: file }, clock.now);
  const reports = openReports(join(folder, 'reports'), threads, { failed: console.error });
  const photos = openPhotos(join(folder, 'photos'));
  const deps = { storage, photos, reports, now: clock.now };
  say('Example data: filling the registry …');
  clock.set(new Date(Date.now() - 29 * DAY_MS));
  const world = await fillRegistry(deps, clock);
  await liveThroughMonth(world, (day, of) => {
    if (day % 7 === 1) say(`Example data: week ${Math.ceil(day / 7)} of ${of / 7} …`);
  });
  clock.set(null);

  const papers = openPapers();
  let url = '';
  const app = await buildApp({
    deps,
    papers,
    setup: openSetup(deps),
    publicUrl: () => config.PUBLIC_URL ?? url,
    trustProxy: config.TRUST_PROXY,
    loggerInstance: openLog(config.LOG_LEVEL),
  });
  url = await app.listen({ port: config.PORT, host: config.HOST });
  return {
    url,
    async close() {
      await app.close();
      await papers.close();
      await reports.close();
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
