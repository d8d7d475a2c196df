import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isInUse, renameDatabase } from '../../src/storage/sqlite/copy.ts';
import type { Copying } from './backup.ts';
import { CopyError } from './saying.ts';
import { verifiedCopy } from './verified.ts';

/** Puts a backup in the database's place; what stood there is kept under another name. @throws CopyError */
export async function restore({ from, to, force, say }: Copying): Promise<void> {
  if (!existsSync(from)) throw new CopyError(`there is no backup ${from}`);
  if (existsSync(to) && !force) {
    throw new CopyError(`${to} is there already; --force puts the backup in its place`);
  }
  if (isInUse(to)) throw new CopyError(`${to} is in use; stop the server first`);
  mkdirSync(dirname(to), { recursive: true });
  const copy = await verifiedCopy(from, to, say);
  if (existsSync(to)) {
    if (isInUse(to)) throw new CopyError(`${to} is in use; stop the server first`);
    const old = `${to}.before-restore-${new Date().toISOString().replace(/[:.]/g, '')}`;
    renameDatabase(to, old);
    say(`What stood there is kept as ${old}.`);
  }
  renameDatabase(copy, to);
  say(`Restored ${to} from ${from}.`);
}
