import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Storage } from '../../src/app/ports.ts';
import { account, placeAccount } from '../../src/domain/accounts.ts';
import type { BatchEvent, SealedEvent } from '../../src/domain/batch/events.ts';
import { makeBatchCode } from '../../src/domain/batch-code.ts';
import { seal } from '../../src/domain/chain.ts';
import type { Actor } from '../../src/domain/people.ts';
import type { Amount } from '../../src/domain/quantities.ts';
import type { World } from '../demo/world.ts';

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

const amountOf = (grams: number): Amount => ({
  quantity: grams / 1000,
  unit: 'kg',
  gramsPerUnit: 1000,
  weighedGrams: null,
  grams,
});

/**
 * A year of batches, each harvested, tested, sent, received, sold or cooked, and the rest thrown away: six entries
 * each. Written as the use-cases would, without asking the rules.
 */
export async function fillYear(
  storage: Storage,
  { networks, stalls, kitchens, crops, officer }: World,
  batches: number,
  say: (line: string) => void,
): Promise<void> {
  const { municipalityId } = officer;
  for (let count = 0; count < batches; ) {
    const events: SealedEvent[] = [];
    const expected = new Map<string, number>();
    for (const most = Math.min(count + AT_ONCE, batches); count < most; count++) {
      const network = networks[count % networks.length]!;
      const farmer = network.farmers[count % network.farmers.length]!;
      const toStall = count % 4 !== 0;
      const place = (toStall ? stalls[count % stalls.length] : kitchens[count % kitchens.length])!
        .place;
      const at = Date.now() - DAY_MS * (1 + 360 * (1 - count / batches));
      const batch = makeBatchCode(randomBytes(9));
      expected.set(batch, 0);
      events.push(
        ...story({
          municipalityId,
          batch,
          at,
          grams: 20_000 + (count % 400) * 50,
          cropId: crops[count % crops.length]!.id,
          farmerId: farmer.id,
          network: network.place,
          place,
          people: { userId: officer.userId },
        }),
      );
    }
    await storage.append(events, expected, {
      municipalityId,
      key: randomUUID(),
      fingerprint: '',
      answer: { status: 201, body: null },
      at: new Date().toISOString(),
    });
    if (count % 10_000 === 0) say(`${count} of ${batches} batches …`);
  }
}

type Story = {
  municipalityId: string;
  batch: string;
  at: number;
  grams: number;
  cropId: string;
  farmerId: string;
  network: World['networks'][number]['place'];
  place: World['networks'][number]['place'];
  people: { userId: string };
};

function story({
  municipalityId,
  batch,
  at,
  grams,
  cropId,
  farmerId,
  network,
  place,
  people,
}: Story) {
  const deliveryId = newId();
  const harvestedOn = new Date(at).toISOString().slice(0, 10);
  const [store, shelf, transit] = [
    placeAccount(network),
    placeAccount(place),
    account('transit', deliveryId),
  ];
  const used = Math.floor(grams * 0.9);
  const lead: Actor = { ...people, role: 'network_lead', place: network };
  const there: Actor = {
    ...people,
    role: place.kind === 'stall' ? 'stall_manager' : 'kitchen_staff',
    place,
  };
  const end = place.kind === 'stall' ? 'sold' : 'cooked';
  const leaving = (part: number, to: 'sold' | 'cooked' | 'discarded') => ({
    place,
    amount: amountOf(part),
    moves: [{ from: shelf, to: account(to, place.id), grams: part }],
  });
  const told: [Actor, BatchEvent][] = [
    [
      lead,
      {
        type: 'harvest-registered',
        data: {
          cropId,
          farmerId,
          networkId: network.id,
          plotId: null,
          harvestedOn,
          amount: amountOf(grams),
          spray: null,
          review: null,
          note: null,
          moves: [{ from: account('field', network.id), to: store, grams }],
        },
      },
    ],
    [
      lead,
      {
        type: 'inspection-recorded',
        data: {
          inspectedAt: new Date(at).toISOString(),
          inspection: {
            method: 'kit',
            reading: { kit: 'GT', result: 'not_detected' },
            kitLot: null,
            kitExpiresOn: null,
            minutes: null,
          },
          outcome: 'pass',
        },
      },
    ],
    [
      lead,
      {
        type: 'dispatched',
        data: {
          deliveryId,
          from: network,
          to: place,
          amount: amountOf(grams),
          certificateId: null,
          deliverOn: harvestedOn,
          note: null,
          moves: [{ from: store, to: transit, grams }],
        },
      },
    ],
    [
      there,
      {
        type: 'received',
        data: {
          deliveryId,
          line: { acceptedGrams: grams, rejected: null, missing: null },
          moves: [{ from: transit, to: shelf, grams }],
        },
      },
    ],
    [
      there,
      end === 'sold'
        ? { type: 'sold', data: { ...leaving(used, 'sold'), priceSatang: used } }
        : {
            type: 'cooked',
            data: {
              ...leaving(used, 'cooked'),
              menu: 'ผัดผักรวม (ตัวอย่าง)',
              mealDate: harvestedOn,
              pupils: 300,
            },
          },
    ],
    [
      there,
      {
        type: 'discarded',
        data: { ...leaving(grams - used, 'discarded'), way: 'compost', reason: 'เหี่ยว' },
      },
    ],
  ];
  let previous: string | null = null;
  return told.map(([actor, event], index) => {
    const sealed = seal(
      {
        ...event,
        id: newId(),
        municipalityId,
        batch,
        version: index + 1,
        schema: 1,
        actor,
        deviceTime: null,
        clockOffsetSeconds: null,
        serverTime: new Date(at + index * 60_000).toISOString(),
        commandId: newId(),
      },
      previous,
    );
    previous = sealed.hash;
    return sealed;
  });
}
