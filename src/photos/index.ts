import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Photos, StorageUnavailable } from '../app/ports.ts';

/**
 * Photos as files of a folder, by municipality, each named by the SHA-256 of what is in it.
 * @param folder made when the first photo comes; several servers share one
 */
export function openPhotos(folder: string): Photos {
  const fileOf = (municipalityId: string, hash: string) =>
    join(folder, municipalityId, hash.slice(0, 2), `${hash}.jpg`);

  async function get(municipalityId: string, hash: string) {
    const bytes = await readFile(fileOf(municipalityId, hash)).catch(missing);
    if (bytes === null) return 'missing';
    return hashOf(bytes) === hash ? bytes : 'altered';
  }

  return {
    get: (municipalityId, hash) => available(get(municipalityId, hash)),
    async put(municipalityId, sent) {
      const bytes = await inTurn(async () => (await reader()).tidied(sent));
      const hash = hashOf(bytes);
      const isThere = async () => typeof (await get(municipalityId, hash)) !== 'string';
      await available(
        isThere().then((there) => (there ? undefined : write(fileOf(municipalityId, hash), bytes))),
      );
      return hash;
    },
    small: (photo) => inTurn(async () => (await reader()).small(photo)),
  };
}

/** Loaded with the first photo, with all that it takes to read pictures. */
const reader = () => import('./picture.ts');

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let turn: Promise<unknown> = Promise.resolve();

/** One picture at a time: how much memory they take together is known. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

/** On the disk when done, and whole or not there: whoever reads it meanwhile finds no half of it. */
async function write(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  const listed = await open(folder);
  await listed.sync().finally(() => listed.close());
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** A full disk, or one that fails: nothing has happened. */
const available = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause) => {
    throw new StorageUnavailable('photos', { cause });
  });
