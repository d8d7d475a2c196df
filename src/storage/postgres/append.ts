import { and, eq, sql } from 'drizzle-orm';
import type { Book } from '../../app/ports.ts';
import { append } from '../append.ts';
import type { PostgresDb } from './open.ts';
import * as t from './schema.ts';
import type { Write } from './writer.ts';

export function postgresBook(db: PostgresDb, write: Write): Book {
  const commandOf = db
    .select()
    .from(t.commands)
    .where(
      and(
        eq(t.commands.municipalityId, sql.placeholder('municipalityId')),
        eq(t.commands.key, sql.placeholder('key')),
      ),
    )
    .prepare('command_of');
  return {
    append: (events, expectedVersions, command, unless = null) => {
      const { municipalityId, key } = command;
      const codes = [...expectedVersions.keys()];
      return write({
        needs: { municipalityId, key, codes, events, changes: [], unless },
        decide: (rows) => append(rows, events, expectedVersions, command, unless),
        isRefused: () => false,
      });
    },
    async command(municipalityId, key) {
      const [row] = await commandOf.execute({ municipalityId, key });
      return row ?? null;
    },
  };
}
