import { and, desc, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import type { Access, Account, Pass, Program, Session } from '../../app/ports.ts';
import type { SqliteDb } from '../sqlite/open.ts';
import * as t from '../sqlite/schema.ts';

const account = {
  userId: t.users.id,
  municipalityId: t.users.municipalityId,
  farmerId: t.users.farmerId,
  roles: t.users.roles,
};

type Reads = Pick<
  Access,
  | 'accountsByPhone'
  | 'session'
  | 'sessionsOf'
  | 'pass'
  | 'passBehind'
  | 'passesOf'
  | 'programBehind'
  | 'programs'
  | 'signInCount'
>;

export function accessReads(db: SqliteDb): Reads {
  return {
    async accountsByPhone(phone) {
      return db
        .select({ ...account, pinHash: t.users.pinHash })
        .from(t.users)
        .where(and(eq(t.users.phone, phone), eq(t.users.active, true)));
    },

    async session(tokenHash, now) {
      const [row] = await db
        .select({ account, session: t.sessions })
        .from(t.sessions)
        .innerJoin(t.users, userOf(t.sessions))
        .where(
          and(
            eq(t.sessions.tokenHash, tokenHash),
            gt(t.sessions.expiresAt, now),
            eq(t.users.active, true),
          ),
        );
      if (!row) return null;
      const { expiresAt, lastSeenAt, openedAt } = row.session;
      return { account: row.account as Account, expiresAt, lastSeenAt: lastSeenAt ?? openedAt };
    },

    async sessionsOf(municipalityId, userId, now) {
      const rows = await db
        .select()
        .from(t.sessions)
        .where(
          and(
            eq(t.sessions.municipalityId, municipalityId),
            eq(t.sessions.userId, userId),
            gt(t.sessions.expiresAt, now),
          ),
        )
        .orderBy(desc(t.sessions.openedAt), desc(t.sessions.tokenHash));
      return rows.map(toSession);
    },

    async pass(municipalityId, id) {
      const [row] = await db
        .select()
        .from(t.passes)
        .where(and(eq(t.passes.municipalityId, municipalityId), eq(t.passes.id, id)));
      return row ? withoutDigest<Pass>(row) : null;
    },

    async passBehind(digest, now) {
      const [row] = await db
        .select({ pass: t.passes })
        .from(t.passes)
        .innerJoin(t.users, userOf(t.passes))
        .where(and(eq(t.passes.digest, digest), isGood(now), eq(t.users.active, true)));
      return row ? withoutDigest<Pass>(row.pass) : null;
    },

    async passesOf(municipalityId, userId, now) {
      const rows = await db
        .select()
        .from(t.passes)
        .where(
          and(
            eq(t.passes.municipalityId, municipalityId),
            eq(t.passes.userId, userId),
            isGood(now),
          ),
        )
        .orderBy(desc(t.passes.id));
      return rows.map((row) => withoutDigest<Pass>(row));
    },

    async programBehind(digest, now) {
      const [row] = await db
        .select()
        .from(t.programs)
        .where(
          and(
            eq(t.programs.digest, digest),
            isNull(t.programs.revokedAt),
            gt(t.programs.expiresAt, now),
          ),
        );
      return row ? withoutDigest<Program>(row) : null;
    },

    async programs(municipalityId) {
      const rows = await db
        .select()
        .from(t.programs)
        .where(eq(t.programs.municipalityId, municipalityId))
        .orderBy(desc(t.programs.id));
      return rows.map((row) => withoutDigest<Program>(row));
    },

    async signInCount(subject) {
      const [row] = await db
        .select({ version: t.signInCounts.version, count: t.signInCounts.count })
        .from(t.signInCounts)
        .where(eq(t.signInCounts.subject, subject));
      return row ?? { version: 0, count: { failures: 0, lastFailureAt: null, pending: [] } };
    },
  };
}

/** Not revoked, not over, and a link not used. */
export const isGood = (now: string): SQL | undefined =>
  and(
    isNull(t.passes.revokedAt),
    gt(t.passes.expiresAt, now),
    or(eq(t.passes.kind, 'card'), isNull(t.passes.lastUsedAt)),
  );

export const userOf = (table: typeof t.sessions | typeof t.passes): SQL | undefined =>
  and(eq(t.users.municipalityId, table.municipalityId), eq(t.users.id, table.userId));

export const accountColumns = account;

const toSession = ({
  tokenHash,
  kind,
  openedAt,
  lastSeenAt,
  expiresAt,
}: typeof t.sessions.$inferSelect): Session => ({
  tokenHash,
  kind,
  openedAt,
  lastSeenAt: lastSeenAt ?? openedAt,
  expiresAt,
});

function withoutDigest<T>(row: T & { digest: string }): T {
  const { digest: _, ...kept } = row;
  return kept as T;
}
