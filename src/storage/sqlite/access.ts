import { eq } from 'drizzle-orm';
import type { Access } from '../../app/ports.ts';
import type { SqliteDb } from './open.ts';
import * as t from './schema.ts';
import type { Write } from './writer.ts';

export function sqliteAccess(
  db: SqliteDb,
  write: Write,
): Pick<Access, 'openSession' | 'closeSession' | 'noteSignInFailure' | 'clearSignInFailures'> {
  return {
    openSession: ({ at, ...session }) =>
      write(() => {
        db.insert(t.sessions)
          .values({ ...session, openedAt: at })
          .run();
      }),
    closeSession: (tokenHash) =>
      write(() => {
        db.delete(t.sessions).where(eq(t.sessions.tokenHash, tokenHash)).run();
      }),
    noteSignInFailure: (subject, at) =>
      write(() => {
        db.insert(t.signInFailures).values({ subject, at }).run();
      }),
    clearSignInFailures: (subject) =>
      write(() => {
        db.delete(t.signInFailures).where(eq(t.signInFailures.subject, subject)).run();
      }),
  };
}
