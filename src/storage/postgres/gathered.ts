import DataLoader from 'dataloader';
import type { Pool } from 'pg';
import type { Access, BookReads, Registry } from '../../app/ports.ts';

type Gathered = Pick<Access, 'session'> &
  Pick<BookReads, 'similarHarvest'> &
  Pick<Registry, 'registryVersion'>;

/**
 * The reads of every request: those that are asked for in the same turn of the event loop go to the server in
 * one query. Nothing is kept.
 */
export function gatheredReads(pool: Pool): Gathered {
  /** A query that takes arrays, one a field, and answers with the place of each row's key in them, from 1. */
  const gather = <Key extends readonly string[], Row>(name: string, text: string) =>
    new DataLoader<Key, Row | undefined>(
      async (keys) => {
        const values = keys[0]!.map((_, field) => keys.map((key) => key[field]));
        const { rows } = await pool.query({ name, text, values });
        const found = new Map(rows.map((row) => [Number(row.place), row as Row]));
        return keys.map((_, index) => found.get(index + 1));
      },
      { cache: false, batchScheduleFn: (send) => setImmediate(send) },
    );

  const versions = gather<[string], { version: string }>(
    'registry_versions',
    `SELECT place, version FROM unnest($1::text[]) WITH ORDINALITY AS asked (municipality, place)
      JOIN registry_versions ON municipality_id = municipality`,
  );
  const sessions = gather<[string, string], Record<string, string>>(
    'sessions',
    `SELECT place, id, users.municipality_id, farmer_id, roles, opened_at, last_seen_at, expires_at
      FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (token, now, place)
      JOIN sessions ON token_hash = token AND expires_at > now
      JOIN users ON users.municipality_id = sessions.municipality_id AND users.id = user_id AND active`,
  );
  const similar = gather<[string, string, string, string, string], { code: string }>(
    'similar_harvests',
    `SELECT place, code FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
        WITH ORDINALITY AS asked (municipality, farmer, crop, day, since, place),
      LATERAL (
        SELECT code FROM batches
        WHERE municipality_id = municipality AND farmer_id = farmer AND crop_id = crop
          AND harvested_on = day AND registered_at >= since AND status <> 'voided'
        ORDER BY position DESC LIMIT 1) AS newest`,
  );

  return {
    async registryVersion(municipalityId) {
      return Number((await versions.load([municipalityId]))?.version ?? 0);
    },
    async session(tokenHash, now) {
      const row = await sessions.load([tokenHash, now]);
      if (!row) return null;
      return {
        account: {
          userId: row.id!,
          municipalityId: row.municipality_id!,
          farmerId: row.farmer_id ?? null,
          roles: JSON.parse(row.roles!),
        },
        expiresAt: row.expires_at!,
        lastSeenAt: row.last_seen_at ?? row.opened_at!,
      };
    },
    async similarHarvest({ municipalityId, farmerId, cropId, harvestedOn, since }) {
      const row = await similar.load([municipalityId, farmerId, cropId, harvestedOn, since]);
      return row?.code ?? null;
    },
  };
}
