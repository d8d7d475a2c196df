import { and, eq, isNull } from 'drizzle-orm';
import type { Rolls } from '../../app/ports.ts';
import { codeRows, type rollReads } from '../reads/rolls.ts';
import type { SqliteDb } from './connection.ts';
import * as t from './schema.ts';
import type { Sync } from './writer.ts';

type Writes = Omit<Rolls, keyof ReturnType<typeof rollReads>>;

export function rollWrites(db: SqliteDb): Sync<Writes> {
  return {
    addRoll(roll, codes) {
      const { changes } = db.insert(t.rolls).values(roll).onConflictDoNothing().run();
      if (changes === 1) db.insert(t.rollCodes).values(codeRows(roll, codes)).run();
    },
    voidRoll(municipalityId, id, voiding) {
      db.update(t.rolls)
        .set(voiding)
        .where(
          and(
            eq(t.rolls.municipalityId, municipalityId),
            eq(t.rolls.id, id),
            isNull(t.rolls.voidedAt),
          ),
        )
        .run();
    },
  };
}
