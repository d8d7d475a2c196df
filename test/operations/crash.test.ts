/** What was acknowledged is there after a crash, and nothing is there twice. */
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { townForServers } from '../setup/town-server.ts';
import { crashing } from './crashing.ts';

it('keeps every acknowledged harvest, and none twice, over thirty kills', async () => {
  const { file, ...town } = await townForServers();
  const { untold, undone } = await crashing({
    ...town,
    environment: { DATABASE_FILE: file },
    open: async () => openSqlite(file),
    kills: 30,
  });
  // Killed before, while and after it wrote.
  expect(untold).toBeGreaterThan(0);
  expect(undone).toBeGreaterThan(0);
}, 400_000);
