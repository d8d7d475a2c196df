import closeWithGrace from 'close-with-grace';
import { openSetup } from './app/setup.ts';
import { ConfigError, readConfig } from './config.ts';
import { openPapers } from './documents/index.ts';
import { buildApp } from './http/app.ts';
import { loggerOptions } from './logging.ts';
import { openStorage } from './storage/open.ts';

/** Reads the environment, opens storage, listens. Stops gracefully on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const deps = { storage: await openStorage(config), now: () => new Date().toISOString() };
  const papers = openPapers();
  const setup = openSetup(deps);
  let listening = `http://${config.HOST}:${config.PORT}`;
  const app = await buildApp({
    deps,
    papers,
    setup,
    publicUrl: () => config.PUBLIC_URL ?? listening,
    trustProxy: config.TRUST_PROXY,
    logger: loggerOptions(config.LOG_LEVEL),
  });
  closeWithGrace({ delay: 10_000, logger: app.log }, async () => {
    await app.close();
    await papers.close();
    await deps.storage.close();
  });
  listening = await app.listen({ port: config.PORT, host: config.HOST });
  const secret = await setup.begin();
  if (secret) {
    // Not through the log: a log is kept, and read by more people than this is meant for.
    process.stdout.write(
      `\nNo municipality yet. Make the first officer, once, at:\n  ${config.PUBLIC_URL ?? listening}/setup/${secret}\n\n`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
