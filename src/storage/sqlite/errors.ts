import SqliteDatabase from 'better-sqlite3';
import { StorageDamaged, StorageUnavailable } from '../../app/ports.ts';

/** Result codes that say something about the machine, not about the request. */
const MACHINE =
  /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CORRUPT|NOTADB|CANTOPEN|NOMEM|PERM|AUTH|PROTOCOL)/;

/**
 * Turns a fault of disk, file or lock into StorageUnavailable, and JSON that cannot be parsed into
 * StorageDamaged; leaves every other error as it is.
 */
export function unavailable(error: unknown): unknown {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (cause instanceof SqliteDatabase.SqliteError && MACHINE.test(cause.code)) {
    return new StorageUnavailable(cause.code, { cause });
  }
  // Storage parses nothing but its own rows.
  if (cause instanceof SyntaxError) return new StorageDamaged(cause.message, { cause });
  return error;
}
