import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Access, Account, Pass, Program, Session } from '../../app/ports.ts';
import { prepared, type Reader, type Tables } from './reader.ts';

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

export function accessReads({ db, t }: Reader): Reads {
  const account = accountColumns(t);
  const sessionBehind = prepared(
    'session_behind',
    db
      .select({ account, session: t.sessions, registryVersion: t.registryVersions.version })
      .from(t.sessions)
      .innerJoin(t.users, userOf(t, t.sessions))
      .leftJoin(
        t.registryVersions,
        eq(t.registryVersions.municipalityId, t.sessions.municipalityId),
      )
      .where(
        and(
          eq(t.sessions.tokenHash, sql.placeholder('tokenHash')),
          gt(t.sessions.expiresAt, sql.placeholder('now')),
          eq(t.users.active, true),
        ),
      ),
  );
  return {
    async accountsByPhone(phone) {
      return db
        .select({ ...account, pinHash: t.users.pinHash })
        .from(t.users)
        .where(and(eq(t.users.phone, phone), eq(t.users.active, true)));
    },

    async session(tokenHash, now) {
      const [row] = await sessionBehind({ tokenHash, now });
      if (!row) return null;
      const { expiresAt, lastSeenAt, openedAt } = row.session;
      const account = { ...row.account, registryVersion: row.registryVersion ?? 0 } as Account;
      return { account, expiresAt, lastSeenAt: lastSeenAt ?? openedAt };
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
        .innerJoin(t.users, userOf(t, t.passes))
        .where(and(eq(t.passes.digest, digest), isGood(t, now), eq(t.users.active, true)));
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
            isGood(t, now),
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
export const isGood = (t: Tables, now: string): SQL | undefined =>
  and(
    isNull(t.passes.revokedAt),
    gt(t.passes.expiresAt, now),
    or(eq(t.passes.kind, 'card'), isNull(t.passes.lastUsedAt)),
  );

export const userOf = (t: Tables, table: Tables['sessions'] | Tables['passes']): SQL | undefined =>
  and(eq(t.users.municipalityId, table.municipalityId), eq(t.users.id, table.userId));

export const accountColumns = <I, M, F, R>({
  users,
}: {
  users: { id: I; municipalityId: M; farmerId: F; roles: R };
}) => ({
  userId: users.id,
  municipalityId: users.municipalityId,
  farmerId: users.farmerId,
  roles: users.roles,
});

const toSession = ({
  tokenHash,
  kind,
  openedAt,
  lastSeenAt,
  expiresAt,
}: Tables['sessions']['$inferSelect']): Session => ({
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
