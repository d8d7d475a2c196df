/** npm run verify: verifies the database of the settings: every chain, and all that was derived from it. */
import { existsSync } from 'node:fs';
import { verifyAll } from '../src/app/verify-all.ts';
import { readConfig } from '../src/config.ts';
import { openPostgres } from '../src/storage/postgres/open.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { CopyError, refuseFaulty } from './copy/saying.ts';

const STRIDE = 1000;

function open() {
  const { DATABASE_URL, DATABASE_FILE } = readConfig(process.env);
  if (DATABASE_URL) return openPostgres(DATABASE_URL);
  if (!existsSync(DATABASE_FILE)) throw new CopyError(`there is no database ${DATABASE_FILE}`);
  return openSqlite(DATABASE_FILE);
}

try {
  const storage = await open();
  const book = await verifyAll(storage, (seen) => {
    if (seen % STRIDE === 0) console.log(`Verified ${seen} batches …`);
  }).finally(() => storage.close());
  refuseFaulty(book);
  console.log(`Verified: ${book.batches} batches, ${book.events} events.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
