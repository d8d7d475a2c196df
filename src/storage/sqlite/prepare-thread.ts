/** The thread of prepare.ts: opening a database brings its tables up to date. */
import { openSqlite } from './open.ts';

export default (file: string): Promise<void> => openSqlite(file).close();
