import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import type { Access } from '../../app/ports.ts';
import { type accessReads, accountColumns, isGood, userOf } from '../reads/access.ts';
import type { Tables } from '../reads/reader.ts';
import type { PostgresDb } from './open.ts';
import * as t from './schema.ts';

type Writes = Omit<Access, keyof ReturnType<typeof accessReads>>;

/** Nothing here touches the book: each is a statement, or a short transaction, of its own. */
export function postgresAccess(db: PostgresDb): Writes {
  const tables = t as unknown as Tables;
  const passKey = (municipalityId: string, id: string) =>
    and(eq(t.passes.municipalityId, municipalityId), eq(t.passes.id, id));
  const programKey = (municipalityId: string, id: string) =>
    and(eq(t.programs.municipalityId, municipalityId), eq(t.programs.id, id));

  return {
    async openSession({ at, ...session }) {
      await db.insert(t.sessions).values({ ...session, openedAt: at });
    },
    async seeSession(tokenHash, at) {
      await db
        .update(t.sessions)
        .set({ lastSeenAt: at })
        .where(eq(t.sessions.tokenHash, tokenHash));
    },
    async closeSession(tokenHash) {
      await db.delete(t.sessions).where(eq(t.sessions.tokenHash, tokenHash));
    },
    async closeSessionsOf(municipalityId, userId, kept) {
      await db
        .delete(t.sessions)
        .where(
          and(
            eq(t.sessions.municipalityId, municipalityId),
            eq(t.sessions.userId, userId),
            kept === null ? undefined : ne(t.sessions.tokenHash, kept),
          ),
        );
    },

    async addPass(pass, digest) {
      await db.insert(t.passes).values({ ...pass, digest });
    },
    openSessionByPass: (digest, { at, ...session }) =>
      db.transaction(async (transaction) => {
        // Of two that use a link at the same time the second waits here, and then finds it used.
        const [found] = await transaction
          .select({ pass: t.passes, account: accountColumns(t) })
          .from(t.passes)
          .innerJoin(t.users, userOf(tables, tables.passes))
          .where(and(eq(t.passes.digest, digest), isGood(tables, at), eq(t.users.active, true)))
          .for('update', { of: t.passes });
        if (!found) return null;
        const { municipalityId, id, userId, kind } = found.pass;
        await transaction
          .update(t.passes)
          .set({ lastUsedAt: at })
          .where(passKey(municipalityId, id));
        await transaction
          .insert(t.sessions)
          .values({ ...session, municipalityId, userId, kind, openedAt: at, passId: id });
        return found.account;
      }),
    revokePass: (municipalityId, id, at) =>
      db.transaction(async (transaction) => {
        // Locked first: a session that is being opened with it is there when the others are ended.
        const [pass] = await transaction
          .select({ userId: t.passes.userId, revokedAt: t.passes.revokedAt })
          .from(t.passes)
          .where(passKey(municipalityId, id))
          .for('update');
        if (!pass) return;
        await transaction
          .update(t.passes)
          .set({ revokedAt: pass.revokedAt ?? at })
          .where(passKey(municipalityId, id));
        await transaction
          .delete(t.sessions)
          .where(
            and(
              eq(t.sessions.municipalityId, municipalityId),
              eq(t.sessions.userId, pass.userId),
              eq(t.sessions.passId, id),
            ),
          );
      }),

    async addProgram(program, digest) {
      await db.insert(t.programs).values({ ...program, digest });
    },
    async seeProgram(municipalityId, id, at) {
      await db.update(t.programs).set({ lastUsedAt: at }).where(programKey(municipalityId, id));
    },
    async revokeProgram(municipalityId, id, at) {
      await db
        .update(t.programs)
        .set({ revokedAt: at })
        .where(and(programKey(municipalityId, id), isNull(t.programs.revokedAt)));
      const known = await db
        .select({ id: t.programs.id })
        .from(t.programs)
        .where(programKey(municipalityId, id));
      return known.length > 0;
    },

    async setSignInCount(subject, readVersion, count, at) {
      const row = { subject, version: readVersion + 1, count, changedAt: at };
      const changed =
        readVersion === 0
          ? await db.insert(t.signInCounts).values(row).onConflictDoNothing()
          : await db
              .update(t.signInCounts)
              .set(row)
              .where(
                and(eq(t.signInCounts.subject, subject), eq(t.signInCounts.version, readVersion)),
              );
      return changed.rowCount === 1;
    },
    async forgetAccess(before) {
      await db.delete(t.signInCounts).where(lt(t.signInCounts.changedAt, before));
      await db.delete(t.sessions).where(lt(t.sessions.expiresAt, before));
      await db.delete(t.passes).where(lt(t.passes.expiresAt, before));
    },
  };
}
