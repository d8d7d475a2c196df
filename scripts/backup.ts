/** npm run backup -- --to FILE [--force]: copies the database of DATABASE_FILE while it serves. */
import { backup } from './copy/backup.ts';
import { run } from './copy/run.ts';

await run(backup, 'to');
