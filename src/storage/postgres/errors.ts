import pg from 'pg';
import { StorageDamaged, StorageUnavailable } from '../../app/ports.ts';

/**
 * Classes of SQLSTATE that say something about the machine, not about the request: connection, transaction
 * that gave way to another, resources, limits, intervention, system. And 25006, a server that only reads,
 * 28 and 3D, that does not know us or the database any more, 55P03, a lock waited for too long.
 */
const MACHINE = /^(08|28|3D|40|53|54|57|58|F0|XX|25006|25P03|55P03)/;
const NETWORK = /^(E[A-Z]+|ERR_(TLS|SSL|SOCKET|STREAM).*)$/;
/** What the client says by itself, without any code. */
const CLIENT = /timeout|terminated|not queryable|connection|using a pool|from backend/i;

/**
 * Turns a fault of server or network into StorageUnavailable, and JSON that cannot be parsed into
 * StorageDamaged; leaves every other error as it is.
 */
export function unavailable(error: unknown): unknown {
  const cause = rootOf(error);
  if (cause instanceof StorageUnavailable) return cause;
  // Storage parses nothing but its own rows.
  if (cause instanceof SyntaxError) return new StorageDamaged(cause.message, { cause });
  return isMachines(cause) ? new StorageUnavailable(messageOf(cause), { cause }) : error;
}

function isMachines(cause: unknown): cause is Error {
  if (!(cause instanceof Error)) return false;
  const code = 'code' in cause ? String(cause.code) : '';
  if (cause instanceof pg.DatabaseError) return MACHINE.test(code);
  return (
    NETWORK.test(code) || (code === '' && cause.name === 'Error' && CLIENT.test(cause.message))
  );
}

/** Where several addresses were tried, the message is in the errors of each. */
function messageOf(error: Error): string {
  return error.message || (error instanceof AggregateError && messageOf(error.errors[0])) || 'down';
}

function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause ? rootOf(error.cause) : error;
}
