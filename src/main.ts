import type { RequestListener } from 'node:http';
import closeWithGrace from 'close-with-grace';
import { openSetup } from './app/setup.ts';
import { ConfigError, photoFolder, readConfig, reportFolder } from './config.ts';
import { openPapers } from './documents/index.ts';
import { openGate } from './gate.ts';
import { buildApp } from './http/app.ts';
import { openLog } from './logging.ts';
import { openWhenPossible } from './opening.ts';
import { openPhotos } from './photos/index.ts';
import { reportThreads } from './report-threads.ts';
import { openReports } from './reports/index.ts';
import { problemDocument } from './wire/problems.ts';

/** Reads the environment, listens, opens storage, serves. Stops gracefully on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.LOG_LEVEL);
  const gate = openGate((language) =>
    problemDocument('service-unavailable', {}, language, 'starting'),
  );
  const stopping = new AbortController();
  const ends: (() => Promise<unknown>)[] = [() => gate.close()];
  closeWithGrace({ delay: 10_000, logger: log }, async () => {
    stopping.abort();
    for (const end of ends) await end();
  });
  const listening = await gate.listen(config.PORT, config.HOST);
  log.info(`Server listening at ${listening}`);

  const storage = await openWhenPossible(config, gate, log, stopping.signal);
  const metrics = config.METRICS_TOKEN
    ? (await import('./metrics.ts')).openMetrics(storage, config.METRICS_TOKEN)
    : undefined;
  const now = () => new Date().toISOString();
  const reports = openReports(reportFolder(config), reportThreads(config, now), {
    failed: (err) => log.error({ err }, 'a report could not be made'),
  });
  const deps = {
    storage: metrics?.storage ?? storage,
    photos: openPhotos(photoFolder(config)),
    reports,
    now,
  };
  const papers = openPapers();
  const setup = openSetup(deps);
  let serve: RequestListener = () => {};
  const app = await buildApp({
    deps,
    papers,
    setup,
    publicUrl: () => config.PUBLIC_URL ?? listening,
    trustProxy: config.TRUST_PROXY,
    maxInFlight: config.MAX_IN_FLIGHT,
    metrics,
    loggerInstance: log,
    serverFactory: (handler) => {
      serve = handler;
      return gate.server;
    },
  });
  // Whoever is being served is answered before storage closes.
  ends.unshift(() => app.close());
  ends.push(
    () => papers.close(),
    () => reports.close(),
    () => storage.close(),
  );
  await app.ready();
  gate.open(serve);
  log.info('ready');
  log.flush();

  const secret = await setup.begin();
  if (secret) {
    // Not through the log: a log is kept, and read by more people than this is meant for.
    process.stdout.write(
      `\nNo municipality yet. Make the first officer, once, at:\n  ${config.PUBLIC_URL ?? listening}/setup/${secret}\n\n`,
    );
  }
}

main().catch((error: unknown) => {
  if (error instanceof Error && error.name === 'AbortError') return;
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
