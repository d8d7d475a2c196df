import { existsSync } from 'node:fs';
import { removeDatabase, renameDatabase } from '../../src/storage/sqlite/copy.ts';
import { CopyError, type Say } from './saying.ts';
import { verifiedCopy } from './verified.ts';

export type Copying = { from: string; to: string; force: boolean; say: Say };

/** Copies the database, which may be serving, to a file of its own. @throws CopyError */
export async function backup({ from, to, force, say }: Copying): Promise<void> {
  if (existsSync(to) && !force) throw new CopyError(`${to} is there already; --force replaces it`);
  if (!existsSync(from)) throw new CopyError(`there is no database ${from}`);
  const copy = await verifiedCopy(from, to, say);
  removeDatabase(to);
  renameDatabase(copy, to);
  say(`Backed up ${from} to ${to}.`);
}
