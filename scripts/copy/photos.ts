import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Say } from './saying.ts';

export const photosBeside = (backup: string) => `${backup}.photos`;

/** Copies the photos that are not there yet. They never change, and their names say what is in them. */
export async function copyPhotos(from: string, to: string, say: Say): Promise<void> {
  if (!existsSync(from)) return;
  const files = await readdir(from, { recursive: true });
  const missing = files.filter((file) => file.endsWith('.jpg') && !existsSync(join(to, file)));
  for (const file of missing) {
    const copy = join(to, file);
    await mkdir(dirname(copy), { recursive: true });
    // Under its name only when it is whole.
    await cp(join(from, file), `${copy}.unfinished`);
    await rename(`${copy}.unfinished`, copy);
  }
  say(`Copied ${missing.length} photos.`);
}
