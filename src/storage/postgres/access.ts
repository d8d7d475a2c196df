import { eq } from 'drizzle-orm';
import type { Access } from '../../app/ports.ts';
import type { PostgresDb } from './open.ts';
import * as t from './schema.ts';

/** Each a statement of its own: none depends on another, and none touches the book. */
export function postgresAccess(
  db: PostgresDb,
): Pick<Access, 'openSession' | 'closeSession' | 'noteSignInFailure' | 'clearSignInFailures'> {
  return {
    async openSession({ at, ...session }) {
      await db.insert(t.sessions).values({ ...session, openedAt: at });
    },
    async closeSession(tokenHash) {
      await db.delete(t.sessions).where(eq(t.sessions.tokenHash, tokenHash));
    },
    async noteSignInFailure(subject, at) {
      await db.insert(t.signInFailures).values({ subject, at });
    },
    async clearSignInFailures(subject) {
      await db.delete(t.signInFailures).where(eq(t.signInFailures.subject, subject));
    },
  };
}
