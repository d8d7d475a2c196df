import DataLoader from 'dataloader';
import type { Pool } from 'pg';
import type { Access, BookReads, Registry } from '../../app/ports.ts';

type Gathered = Pick<Access, 'session'> &
  Pick<BookReads, 'similarHarvest'> &
  Pick<Registry, 'registryVersion'>;

type Kind = 'session' | 'version' | 'similar';
type Asked = { kind: Kind; values: readonly string[] };
/** Columns in the order of the query. */
type Found = (string | null)[];

/** How many values each kind takes, in the order of the query's parameters. */
const TAKES: Record<Kind, number> = { session: 2, version: 1, similar: 5 };

/** Takes arrays, one a value, and answers with the place of each question in them, from 1. */
export const QUERY = {
  name: 'gathered',
  text: `SELECT 'session' AS kind, place, ARRAY[users.id, users.municipality_id, farmer_id, roles,
      coalesce(last_seen_at, opened_at), expires_at] AS found
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (token, now, place)
    JOIN sessions ON token_hash = token AND expires_at > now
    JOIN users ON users.municipality_id = sessions.municipality_id AND users.id = user_id AND active
  UNION ALL
    SELECT 'version', place, ARRAY[version::text]
    FROM unnest($3::text[]) WITH ORDINALITY AS asked (municipality, place)
    JOIN registry_versions ON municipality_id = municipality
  UNION ALL
    SELECT 'similar', place, ARRAY[code]
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      WITH ORDINALITY AS asked (municipality, farmer, crop, day, since, place),
    LATERAL (
      SELECT code FROM batches
      WHERE ARRAY[municipality_id, farmer_id, crop_id, harvested_on] = ARRAY[municipality, farmer, crop, day]
        AND registered_at >= since AND status <> 'voided'
      ORDER BY position DESC LIMIT 1) AS newest`,
};

/**
 * The reads of every request, in one query for all that are asked for while the one before it is under way:
 * what a server can do is bounded by how often it goes to the database. Nothing is kept.
 */
export function gatheredReads(pool: Pool): Gathered {
  const schedule = oneAfterTheOther();
  const loader = new DataLoader<Asked, Found | undefined>(
    (asked) => schedule.during(() => read(pool, asked)),
    { cache: false, batchScheduleFn: schedule.next },
  );
  const ask = (kind: Kind, ...values: string[]) => loader.load({ kind, values });

  return {
    async registryVersion(municipalityId) {
      return Number((await ask('version', municipalityId))?.[0] ?? 0);
    },
    async session(tokenHash, now) {
      const found = await ask('session', tokenHash, now);
      if (!found) return null;
      const [userId, municipalityId, farmerId, roles, lastSeenAt, expiresAt] = found as string[];
      return {
        account: {
          userId: userId!,
          municipalityId: municipalityId!,
          farmerId: farmerId ?? null,
          roles: JSON.parse(roles!),
        },
        expiresAt: expiresAt!,
        lastSeenAt: lastSeenAt!,
      };
    },
    async similarHarvest({ municipalityId, farmerId, cropId, harvestedOn, since }) {
      return (
        (await ask('similar', municipalityId, farmerId, cropId, harvestedOn, since))?.[0] ?? null
      );
    },
  };
}

async function read(pool: Pool, asked: readonly Asked[]): Promise<(Found | undefined)[]> {
  const kinds = Object.keys(TAKES) as Kind[];
  const values = kinds.flatMap((kind) => {
    const some = asked.filter((each) => each.kind === kind);
    return Array.from({ length: TAKES[kind] }, (_, field) =>
      some.map((each) => each.values[field]),
    );
  });
  const { rows } = await pool.query({ ...QUERY, values });
  const found = new Map(rows.map((row) => [`${row.kind} ${row.place}`, row.found as Found]));
  const places: Record<Kind, number> = { session: 0, version: 0, similar: 0 };
  return asked.map(({ kind }) => found.get(`${kind} ${++places[kind]}`));
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
