import { and, eq } from 'drizzle-orm';
import type { Book } from '../../app/ports.ts';
import { append } from '../append.ts';
import type { PostgresDb } from './open.ts';
import * as t from './schema.ts';
import type { Write } from './writer.ts';

export function postgresBook(db: PostgresDb, write: Write): Book {
  return {
    append: (events, expectedVersions, command) => {
      const { municipalityId, key } = command;
      const codes = [...expectedVersions.keys()];
      return write({
        needs: { municipalityId, key, codes, events, changes: [] },
        decide: (rows) => append(rows, events, expectedVersions, command),
        isRefused: () => false,
      });
    },
    async command(municipalityId, key) {
      const [row] = await db
        .select()
        .from(t.commands)
        .where(and(eq(t.commands.municipalityId, municipalityId), eq(t.commands.key, key)));
      return row ?? null;
    },
  };
}
