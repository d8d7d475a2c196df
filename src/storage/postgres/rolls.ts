import { and, eq, isNull } from 'drizzle-orm';
import type { Rolls } from '../../app/ports.ts';
import { codeRows, type rollReads } from '../reads/rolls.ts';
import type { PostgresDb } from './open.ts';
import * as t from './schema.ts';

type Writes = Omit<Rolls, keyof ReturnType<typeof rollReads>>;

export function postgresRolls(db: PostgresDb): Writes {
  return {
    addRoll: (roll, codes) =>
      db.transaction(async (transaction) => {
        const { rowCount } = await transaction.insert(t.rolls).values(roll).onConflictDoNothing();
        if (rowCount === 1) await transaction.insert(t.rollCodes).values(codeRows(roll, codes));
      }),
    async voidRoll(municipalityId, id, voiding) {
      await db
        .update(t.rolls)
        .set(voiding)
        .where(
          and(
            eq(t.rolls.municipalityId, municipalityId),
            eq(t.rolls.id, id),
            isNull(t.rolls.voidedAt),
          ),
        );
    },
  };
}
