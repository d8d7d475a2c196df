/** The same on PostgreSQL, where the database crashes too, and the servers live on. */
import { expect, it, onTestFinished } from 'vitest';
import { openPostgres } from '../../src/storage/postgres/open.ts';
import { startPostgres } from '../setup/postgres-server.ts';
import { townWithHarvests } from '../setup/town-server.ts';
import { crashing } from './crashing.ts';

it('keeps every acknowledged harvest, and none twice, over thirty kills of server and database in turn', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.remove());
  const DATABASE_URL = server.url('postgres');
  const storage = await openPostgres(DATABASE_URL);
  const town = await townWithHarvests(storage);
  await storage.close();
  const { untold, undone } = await crashing({
    ...town,
    environment: { DATABASE_URL },
    open: () => openPostgres(DATABASE_URL),
    kills: 15,
    crashDatabase() {
      server.kill();
      return server.start();
    },
  });
  expect(untold).toBeGreaterThan(0);
  expect(undone).toBeGreaterThan(0);
}, 400_000);
