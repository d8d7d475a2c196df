/** The thread of prepare.ts: opening a database brings its tables up to date. */
import { workerData } from 'node:worker_threads';
import { openSqlite } from './open.ts';

await openSqlite(workerData).close();
