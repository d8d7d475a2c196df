/** npm run restore -- --from FILE [--force]: puts a backup in the place of DATABASE_FILE. */
import { restore } from './copy/restore.ts';
import { run } from './copy/run.ts';

await run(restore, 'from');
