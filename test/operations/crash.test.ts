/** What was acknowledged is there after a crash, and nothing is there twice. */
import { expect, it } from 'vitest';
import { openSqlite } from '../../src/storage/sqlite/open.ts';
import { townForServers } from '../setup/town-server.ts';
import { crashing } from './crashing.ts';

async function servers(program?: string) {
  const { file, ...town } = await townForServers();
  return crashing({
    ...town,
    environment: { DATABASE_FILE: file },
    open: async () => openSqlite(file),
    ...(program && { program }),
    kills: 10,
  });
}

it('keeps every acknowledged harvest, and none twice, over thirty kills', async () => {
  const writing = 'exec "$1" test/operations/writing-server.mjs';
  const kills = await Promise.all([servers(), servers(writing), servers(writing)]);
  expect(kills.map(({ server }) => server)).toEqual([10, 10, 10]);
}, 400_000);
