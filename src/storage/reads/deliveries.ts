import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import type { Delivery, DeliveryLine, DeliveryStatus, Scope } from '../../app/ports.ts';
import { type Account, type Place, placeAccount, splitAccount } from '../../domain/accounts.ts';
import type { Reader, Tables } from './reader.ts';

/** Sender and receiver see a delivery. */
export function party(t: Tables, scope: Scope): SQL | undefined {
  if (!scope) return undefined;
  const places = scope.places.map(placeAccount);
  return or(inArray(t.deliveries.fromPlace, places), inArray(t.deliveries.toPlace, places));
}

export async function withLines(
  { db, t }: Reader,
  municipalityId: string,
  rows: Tables['deliveries']['$inferSelect'][],
): Promise<Delivery[]> {
  const ids = rows.map(({ id }) => id);
  const lines = await db
    .select()
    .from(t.deliveryLines)
    .where(
      and(
        eq(t.deliveryLines.municipalityId, municipalityId),
        inArray(t.deliveryLines.deliveryId, ids),
      ),
    )
    .orderBy(asc(t.deliveryLines.batch));
  return rows.map((row) => ({
    id: row.id,
    from: toPlace(row.fromPlace),
    to: toPlace(row.toPlace),
    status: row.status as DeliveryStatus,
    deliverOn: row.deliverOn,
    note: row.note,
    dispatchedAt: row.dispatchedAt,
    lines: lines
      .filter(({ deliveryId }) => deliveryId === row.id)
      .map(({ municipalityId: _, deliveryId: __, ...line }) => line as DeliveryLine),
  }));
}

const toPlace = (account: string): Place => splitAccount(account as Account) as Place;
