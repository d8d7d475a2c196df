import { parseArgs } from 'node:util';
import { photoFolder, readConfig } from '../../src/config.ts';
import type { Copying } from './backup.ts';

/** Runs `backup --to FILE` or `restore --from FILE` against the database of the settings. */
export async function run(copy: (copying: Copying) => Promise<void>, option: 'from' | 'to') {
  const say = (line: string) => console.log(line);
  try {
    const { values } = parseArgs({
      options: { [option]: { type: 'string' }, force: { type: 'boolean', default: false } },
    });
    const file = values[option];
    if (typeof file !== 'string') throw new Error(`--${option} FILE is needed`);
    const config = readConfig(process.env);
    const database = config.DATABASE_FILE;
    const force = values.force === true;
    await copy({
      from: database,
      to: database,
      [option]: file,
      photos: photoFolder(config),
      force,
      say,
    });
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
