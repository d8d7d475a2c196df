import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import type { Access } from '../../app/ports.ts';
import { type accessReads, accountColumns, isGood, userOf } from '../reads/access.ts';
import type { SqliteDb } from './connection.ts';
import * as t from './schema.ts';
import type { Sync } from './writer.ts';

type Writes = Omit<Access, keyof ReturnType<typeof accessReads>>;

export function accessWrites(db: SqliteDb): Sync<Writes> {
  const passKey = (municipalityId: string, id: string) =>
    and(eq(t.passes.municipalityId, municipalityId), eq(t.passes.id, id));
  const programKey = (municipalityId: string, id: string) =>
    and(eq(t.programs.municipalityId, municipalityId), eq(t.programs.id, id));

  return {
    openSession({ at, ...session }) {
      db.insert(t.sessions)
        .values({ ...session, openedAt: at })
        .run();
    },
    seeSession(tokenHash, at) {
      db.update(t.sessions)
        .set({ lastSeenAt: at })
        .where(eq(t.sessions.tokenHash, tokenHash))
        .run();
    },
    closeSession(tokenHash) {
      db.delete(t.sessions).where(eq(t.sessions.tokenHash, tokenHash)).run();
    },
    closeSessionsOf: (municipalityId, userId, kept) =>
      closeSessionsOf(db, municipalityId, userId, kept),

    addPass(pass, digest) {
      db.insert(t.passes)
        .values({ ...pass, digest })
        .run();
    },
    openSessionByPass(digest, { at, ...session }) {
      const found = db
        .select({ pass: t.passes, account: accountColumns(t) })
        .from(t.passes)
        .innerJoin(t.users, userOf(t, t.passes))
        .where(and(eq(t.passes.digest, digest), isGood(t, at), eq(t.users.active, true)))
        .get();
      if (!found) return null;
      const { municipalityId, id, userId, kind } = found.pass;
      db.update(t.passes).set({ lastUsedAt: at }).where(passKey(municipalityId, id)).run();
      db.insert(t.sessions)
        .values({ ...session, municipalityId, userId, kind, openedAt: at, passId: id })
        .run();
      return found.account;
    },
    revokePass(municipalityId, id, at) {
      db.update(t.passes)
        .set({ revokedAt: at })
        .where(and(passKey(municipalityId, id), isNull(t.passes.revokedAt)))
        .run();
      const pass = db
        .select({ userId: t.passes.userId })
        .from(t.passes)
        .where(passKey(municipalityId, id))
        .get();
      if (!pass) return;
      db.delete(t.sessions)
        .where(
          and(
            eq(t.sessions.municipalityId, municipalityId),
            eq(t.sessions.userId, pass.userId),
            eq(t.sessions.passId, id),
          ),
        )
        .run();
    },

    addProgram(program, digest) {
      db.insert(t.programs)
        .values({ ...program, digest })
        .run();
    },
    seeProgram(municipalityId, id, at) {
      db.update(t.programs).set({ lastUsedAt: at }).where(programKey(municipalityId, id)).run();
    },
    revokeProgram(municipalityId, id, at) {
      const known = db
        .select({ revokedAt: t.programs.revokedAt })
        .from(t.programs)
        .where(programKey(municipalityId, id))
        .get();
      if (known && known.revokedAt === null) {
        db.update(t.programs).set({ revokedAt: at }).where(programKey(municipalityId, id)).run();
      }
      return known !== undefined;
    },

    setSignInCount(subject, readVersion, count, at) {
      const row = { subject, version: readVersion + 1, count, changedAt: at };
      const { changes } =
        readVersion === 0
          ? db.insert(t.signInCounts).values(row).onConflictDoNothing().run()
          : db
              .update(t.signInCounts)
              .set(row)
              .where(
                and(eq(t.signInCounts.subject, subject), eq(t.signInCounts.version, readVersion)),
              )
              .run();
      return changes === 1;
    },
    forgetAccess(before) {
      db.delete(t.signInCounts).where(lt(t.signInCounts.changedAt, before)).run();
      db.delete(t.sessions).where(lt(t.sessions.expiresAt, before)).run();
      db.delete(t.passes).where(lt(t.passes.expiresAt, before)).run();
    },
  };
}

export function closeSessionsOf(
  db: SqliteDb,
  municipalityId: string,
  userId: string,
  kept: string | null,
): void {
  db.delete(t.sessions)
    .where(
      and(
        eq(t.sessions.municipalityId, municipalityId),
        eq(t.sessions.userId, userId),
        kept === null ? undefined : ne(t.sessions.tokenHash, kept),
      ),
    )
    .run();
}
