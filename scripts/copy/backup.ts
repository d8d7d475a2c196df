import { existsSync } from 'node:fs';
import { removeDatabase, renameDatabase } from '../../src/storage/sqlite/copy.ts';
import { copyPhotos, photosBeside } from './photos.ts';
import { CopyError, type Say } from './saying.ts';
import { verifiedCopy } from './verified.ts';

export type Copying = {
  from: string;
  to: string;
  /** The folder that the server keeps its photos in. */
  photos: string;
  force: boolean;
  say: Say;
};

/** Copies the database, which may be serving, to a file of its own. @throws CopyError */
export async function backup({ from, to, photos, force, say }: Copying): Promise<void> {
  if (existsSync(to) && !force) throw new CopyError(`${to} is there already; --force replaces it`);
  if (!existsSync(from)) throw new CopyError(`there is no database ${from}`);
  const copy = await verifiedCopy(from, to, say);
  removeDatabase(to);
  renameDatabase(copy, to);
  // After the database: a photo is there before an entry names it.
  await copyPhotos(photos, photosBeside(to), say);
  say(`Backed up ${from} to ${to}.`);
}
