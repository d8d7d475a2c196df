import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Rolls } from '../../app/ports.ts';
import { prepared, type Reader } from './reader.ts';

export function rollReads({ db, t }: Reader): Omit<Rolls, 'addRoll' | 'voidRoll'> {
  const { rolls, rollCodes, batches } = t;
  const ofRoll = and(
    eq(rollCodes.municipalityId, rolls.municipalityId),
    eq(rollCodes.rollId, rolls.id),
  );
  const rollOf = prepared(
    'roll_of',
    db
      .select({ roll: rolls })
      .from(rollCodes)
      .innerJoin(rolls, ofRoll)
      .where(eq(rollCodes.code, sql.placeholder('code'))),
  );
  return {
    async rollOf(code) {
      const [row] = await rollOf({ code });
      return row?.roll ?? null;
    },

    async roll(municipalityId, id) {
      const [row] = await db
        .select()
        .from(rolls)
        .where(and(eq(rolls.municipalityId, municipalityId), eq(rolls.id, id)));
      return row ?? null;
    },

    async rolls(municipalityId, networkIds) {
      const found = await db
        .select()
        .from(rolls)
        .where(
          and(
            eq(rolls.municipalityId, municipalityId),
            networkIds && inArray(rolls.networkId, [...networkIds]),
          ),
        )
        .orderBy(desc(rolls.issuedAt), desc(rolls.id));
      const used = await db
        .select({ rollId: rollCodes.rollId, used: count() })
        .from(rollCodes)
        .innerJoin(batches, eq(batches.code, rollCodes.code))
        .where(
          and(
            eq(rollCodes.municipalityId, municipalityId),
            inArray(
              rollCodes.rollId,
              found.map(({ id }) => id),
            ),
          ),
        )
        .groupBy(rollCodes.rollId);
      const usedOf = new Map(used.map((row) => [row.rollId, Number(row.used)]));
      return found.map((roll) => ({ ...roll, used: usedOf.get(roll.id) ?? 0 }));
    },

    async unusedCodes(municipalityId, id) {
      const rows = await db
        .select({ code: rollCodes.code })
        .from(rollCodes)
        .leftJoin(batches, eq(batches.code, rollCodes.code))
        .where(
          and(
            eq(rollCodes.municipalityId, municipalityId),
            eq(rollCodes.rollId, id),
            isNull(batches.code),
          ),
        )
        .orderBy(asc(rollCodes.number));
      return rows.map(({ code }) => code);
    },
  };
}

/** A roll's codes as rows, in their order on it. */
export const codeRows = (
  { municipalityId, id: rollId }: { municipalityId: string; id: string },
  codes: readonly string[],
) => codes.map((code, index) => ({ municipalityId, rollId, code, number: index + 1 }));
