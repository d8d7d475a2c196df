import DataLoader from 'dataloader';
import type { Pool } from 'pg';
import type { Access, Registry } from '../../app/ports.ts';
import { arrayOf } from './arrays.ts';

type Gathered = Pick<Access, 'session'> & Pick<Registry, 'registryVersion'>;

/** A statement that takes the questions as arrays, and answers each with a row that begins with its place, from 1. */
type Query = { name: string; text: string };

export const SESSIONS: Query = {
  name: 'sessions',
  text: `SELECT place, users.id, users.municipality_id, farmer_id, roles, expires_at,
      coalesce(last_seen_at, opened_at), version
    FROM unnest($1::text[]) WITH ORDINALITY AS asked (token, place)
    JOIN sessions ON token_hash = token
    JOIN users ON users.municipality_id = sessions.municipality_id AND users.id = user_id AND active
    LEFT JOIN registry_versions ON registry_versions.municipality_id = users.municipality_id`,
};

const VERSIONS: Query = {
  name: 'versions',
  text: `SELECT place, version FROM unnest($1::text[]) WITH ORDINALITY AS asked (municipality, place)
    JOIN registry_versions ON municipality_id = municipality`,
};

/**
 * The reads of nearly every request, in one query for all that are asked for while the one before it is under way:
 * what a server can do is bounded by how often it goes to the database. Nothing is kept.
 */
export function gatheredReads(pool: Pool): Gathered {
  const sessions = gathering(pool, SESSIONS);
  const versions = gathering(pool, VERSIONS);

  return {
    async registryVersion(municipalityId) {
      const [version] = (await versions(municipalityId)) ?? [];
      return Number(version ?? 0);
    },
    async session(tokenHash, now) {
      const found = await sessions(tokenHash);
      if (!found) return null;
      const [userId, municipalityId, farmerId, roles, expiresAt, lastSeenAt, version] = found;
      if (expiresAt! <= now) return null;
      return {
        account: {
          userId: userId!,
          municipalityId: municipalityId!,
          farmerId: farmerId ?? null,
          roles: JSON.parse(roles!),
          registryVersion: Number(version ?? 0),
        },
        expiresAt: expiresAt!,
        lastSeenAt: lastSeenAt!,
      };
    },
  };
}

/** What was found, without its place. */
type Found = (string | null)[];

function gathering(pool: Pool, query: Query) {
  const schedule = oneAfterTheOther();
  let questions = 0;
  const loader = new DataLoader<readonly string[], Found | undefined>(
    (asked) => schedule.during(() => read(pool, query, asked)),
    {
      cache: false,
      batchScheduleFn: (begin) => schedule.next(() => whenNoMoreCome(() => questions, begin)),
    },
  );
  return (...values: string[]) => {
    questions += 1;
    return loader.load(values);
  };
}

async function read(
  pool: Pool,
  query: Query,
  asked: readonly (readonly string[])[],
): Promise<(Found | undefined)[]> {
  const values = asked[0]!.map((_, field) =>
    arrayOf(
      'text',
      asked.map((each) => each[field]!),
    ),
  );
  const { rows } = await pool.query<[string, ...Found]>({ ...query, values, rowMode: 'array' });
  const found = new Map(rows.map(([place, ...row]) => [Number(place), row]));
  return asked.map((_, index) => found.get(index + 1));
}

/** Turns of the event loop: a few milliseconds, when all of them are busy. */
const MOST_TURNS = 20;

/**
 * Begins after a turn of the event loop that brought nothing: requests that are sent at the same time arrive over
 * several. Whoever comes alone waits for a turn in which nothing happens.
 */
function whenNoMoreCome(count: () => number, begin: () => void, turns = MOST_TURNS): void {
  const before = count();
  setImmediate(() => {
    if (count() === before || turns === 1) begin();
    else whenNoMoreCome(count, begin, turns - 1);
  });
}

/** How long the others wait for a query; longer than one takes while all is well. */
const PATIENCE_MS = 100;

/**
 * Has one piece of work wait for the one before it: what is asked for meanwhile comes together in the next. But not
 * for long: when one is stuck, the next goes by another connection.
 */
function oneAfterTheOther() {
  let free = true;
  let waiting: (() => void) | null = null;
  const proceed = () => {
    free = true;
    if (waiting) setImmediate(waiting);
    waiting = null;
  };
  return {
    next(begin: () => void): void {
      if (free) setImmediate(begin);
      else waiting = begin;
    },
    async during<T>(work: () => Promise<T>): Promise<T> {
      free = false;
      const patience = setTimeout(proceed, PATIENCE_MS);
      try {
        return await work();
      } finally {
        clearTimeout(patience);
        proceed();
      }
    },
  };
}
