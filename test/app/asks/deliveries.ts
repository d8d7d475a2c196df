import { cancelDelivery, confirmReceipt, dispatchDelivery } from '../../../src/app/deliveries.ts';
import * as wire from '../../../src/wire/commands.ts';
import { receiptEffect, shift } from '../../domain/model.ts';
import {
  entry,
  isAt,
  isHolder,
  isOfficer,
  nameOf,
  type Shipment,
  STOCK,
  STOPPED,
  type Who,
  type World,
  when,
} from '../world.ts';
import { type Ask, about, type Dice, inGrams, lineFor, nth, send } from './ask.ts';
import { ANYWHERE, goodsAt, repeated } from './goods.ts';

export const dispatch: Ask = (world, dice) => {
  const goods = goodsAt(world, dice, ...ANYWHERE);
  if (!goods) return null;
  const { place: from, lines } = goods;
  const to = nth(world.shops, dice.picks[1])!;
  return {
    usually: world.keeper(from),
    body: wire.dispatchBody,
    fields: {
      from,
      to,
      lines: lines.map(({ batch, grams }) => ({ batch: batch.code, amount: inGrams(grams) })),
    },
    send: send(dispatchDelivery),
    because: (who) => [
      ...when(!isHolder(who) || !isAt(who, from), 'not-permitted'),
      ...repeated(lines),
      ...when(nameOf(from) === nameOf(to), 'delivery-to-itself'),
      ...lines.flatMap(({ batch, grams }) => [
        ...world.closed(who, batch),
        ...when(batch.model.stopped, ...STOPPED),
        ...when(batch.model.lacks(shift(nameOf(from), 'transit/new', grams)), ...STOCK),
      ]),
    ],
    happens: (who, key, entries) => {
      for (const { batch, grams } of lines) {
        const does = shift(nameOf(from), `transit/${key}`, grams);
        batch.model.entries.set(entries.get(batch.code)!, entry(who, 'final', does));
        const delivery = { from: nameOf(from), to: nameOf(to), grams, state: 'open' as const };
        batch.model.deliveries.set(key, delivery);
        batch.sentTo.add(nameOf(to));
      }
      world.shipments.push({ id: key, from, to, codes: lines.map(({ batch }) => batch.code) });
    },
  };
};

/** The lines of a shipment as the models know them. */
const linesIn = (world: World, { id, codes }: Shipment) =>
  codes.map((code) => {
    const batch = world.batches.find((known) => known.code === code)!;
    return { batch, delivery: batch.model.deliveries.get(id)! };
  });

/** Mostly a shipment that is on its way. */
function shipmentOf(world: World, { picks }: Dice): Shipment | undefined {
  const open = world.shipments.filter((shipment) =>
    linesIn(world, shipment).some(({ delivery }) => delivery.state === 'open'),
  );
  return (picks[0] % 8 > 0 ? nth(open, picks[0]) : undefined) ?? nth(world.shipments, picks[0]);
}

export const receive: Ask = (world, dice) => {
  const shipment = shipmentOf(world, dice);
  if (!shipment) return null;
  const all = linesIn(world, shipment);
  const open = all.filter(({ delivery }) => delivery.state === 'open');
  // At times a line is forgotten, and at times one is told that is not open any more.
  const [forget, tellAll] = [dice.picks[1] % 3 > 0, dice.picks[1] % 5 === 0];
  const some = tellAll || open.length === 0 ? all : open.slice(forget && open.length > 1 ? 1 : 0);
  const told = some.map((line) => ({ ...line, ...lineFor(line.delivery.grams, dice) }));
  return {
    usually: world.keeper(shipment.to),
    body: wire.receiptBody,
    fields: { lines: told.map(({ batch, line }) => ({ batch: batch.code, ...line })) },
    send: about(shipment.id, confirmReceipt),
    because: (who) => [
      ...when(!world.seesShipment(who, shipment), 'not-found'),
      ...when(!RECEIVERS.includes(who.role) || !isAt(who, shipment.to), 'not-permitted'),
      ...when(
        told.some(({ delivery }) => delivery.state !== 'open'),
        'delivery-not-open',
      ),
      ...when(
        open.some(({ batch }) => !told.some((line) => line.batch === batch)),
        'receipt-incomplete',
      ),
      ...when(
        told.some(({ addsUp }) => !addsUp),
        'receipt-does-not-add-up',
      ),
    ],
    happens: (who, _, entries) => {
      for (const { batch, delivery, line } of told) {
        const does = receiptEffect(shipment.id, delivery, line);
        const id = entries.get(batch.code)!;
        batch.model.entries.set(id, entry(who, 'receipt', does, { delivery: shipment.id }));
        delivery.state = 'received';
      }
    },
  };
};
const RECEIVERS: Who['role'][] = ['stall_manager', 'kitchen_staff'];

export const cancel: Ask = (world, dice) => {
  const shipment = shipmentOf(world, dice);
  if (!shipment) return null;
  const open = linesIn(world, shipment).filter(({ delivery }) => delivery.state === 'open');
  return {
    usually: world.keeper(shipment.from),
    body: wire.cancelBody,
    fields: { reason: 'flood' },
    send: about(shipment.id, cancelDelivery),
    because: (who) => [
      ...when(!world.seesShipment(who, shipment), 'not-found'),
      ...when(!isOfficer(who) && !(isHolder(who) && isAt(who, shipment.from)), 'not-permitted'),
      ...when(open.length === 0, 'delivery-not-open'),
    ],
    happens: (who, _, entries) => {
      for (const { batch, delivery } of open) {
        const does = shift(`transit/${shipment.id}`, nameOf(shipment.from), delivery.grams);
        batch.model.entries.set(entries.get(batch.code)!, entry(who, 'final', does));
        delivery.state = 'back';
      }
    },
  };
};
