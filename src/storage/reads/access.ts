import { and, desc, eq, gt, gte } from 'drizzle-orm';
import type { Access } from '../../app/ports.ts';
import type { Reader } from './reader.ts';

export function accessReads({
  db,
  t,
}: Reader): Pick<Access, 'accountsByPhone' | 'session' | 'signInFailures'> {
  const account = {
    userId: t.users.id,
    municipalityId: t.users.municipalityId,
    farmerId: t.users.farmerId,
    roles: t.users.roles,
  };
  return {
    async accountsByPhone(phone) {
      return db
        .select({ ...account, pinHash: t.users.pinHash })
        .from(t.users)
        .where(and(eq(t.users.phone, phone), eq(t.users.active, true)));
    },

    async session(tokenHash, now) {
      const [row] = await db
        .select({ ...account, expiresAt: t.sessions.expiresAt })
        .from(t.sessions)
        .innerJoin(
          t.users,
          and(
            eq(t.users.municipalityId, t.sessions.municipalityId),
            eq(t.users.id, t.sessions.userId),
          ),
        )
        .where(
          and(
            eq(t.sessions.tokenHash, tokenHash),
            gt(t.sessions.expiresAt, now),
            eq(t.users.active, true),
          ),
        );
      return row ?? null;
    },

    async signInFailures(subject, since) {
      const rows = await db
        .select({ at: t.signInFailures.at })
        .from(t.signInFailures)
        .where(and(eq(t.signInFailures.subject, subject), gte(t.signInFailures.at, since)))
        .orderBy(desc(t.signInFailures.at));
      return rows.map(({ at }) => at);
    },
  };
}
