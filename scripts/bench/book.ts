import { randomBytes, randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { registerHarvest } from '../../src/app/harvests.ts';
import type { Storage } from '../../src/app/ports.ts';
import { digestOf, newToken } from '../../src/auth/secrets.ts';
import type { SealedEvent } from '../../src/domain/batch/events.ts';
import { makeBatchCode } from '../../src/domain/batch-code.ts';
import { seal } from '../../src/domain/chain.ts';
import { addDays, dayOf } from '../../src/domain/dates.ts';
import { openPhotos } from '../../src/photos/index.ts';
import { registerHarvestBody } from '../../src/wire/commands.ts';
import { fillRegistry } from '../demo/registry.ts';
import { ask, type Crop, DAY_MS, settableClock, type World } from '../demo/world.ts';

const AT_ONCE = 1000;
const DAYS = 365;

export type Book = {
  code: string;
  /** As they are sent to register them, none like another. */
  harvests: string[];
  /** Token of a farmer. */
  token: string;
  /** Token of an officer. */
  auditor: string;
  world: World;
};

/** A municipality, everybody signed in, and a first batch of each farmer. */
export async function makeBook(storage: Storage): Promise<Book> {
  const clock = settableClock();
  const deps = { storage, photos: openPhotos('nowhere'), now: clock.now };
  // Harvests alike are asked for as everywhere, but those of the same moment only: thousands a second are.
  const world = await fillRegistry(deps, clock, { nearDuplicateMinutes: 0 });
  clock.set(null);
  const crop = world.crops[0]!;
  let [code, token] = ['', ''];
  for (const { account } of world.networks.flatMap(({ farmers }) => farmers)) {
    const body = registerHarvestBody.parse(harvestOf(crop));
    const { body: receipt } = await registerHarvest(deps, ask(account, body));
    code = receipt.entries[0]!.batch;
    token = await signedIn(storage, account);
  }
  const auditor = await signedIn(storage, world.officer);
  return { code, harvests: harvestsOf(world.crops), token, auditor, world };
}

const harvestOf = (crop: Crop, harvestedOn = dayOf(new Date().toISOString())) => ({
  cropId: crop.id,
  harvestedOn,
  amount: { quantity: 20, unit: 'kg' },
  confirmed: ['unusual-amount'],
});

/** Of every crop, cut today or the day before: what farmers register. */
function harvestsOf(crops: Crop[]): string[] {
  const today = dayOf(new Date().toISOString());
  return [today, addDays(today, -1)].flatMap((day) =>
    crops.map((crop) => JSON.stringify(harvestOf(crop, day))),
  );
}

async function signedIn(storage: Storage, account: { municipalityId: string; userId: string }) {
  const token = newToken();
  const { municipalityId, userId } = account;
  const at = new Date().toISOString();
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  const session = { tokenHash: digestOf(token), kind: 'pin' as const, at, expiresAt };
  await storage.openSession({ ...session, municipalityId, userId });
  return token;
}

/** Adds harvests like those that are there, over a year, until there are so many; many in one append. */
export async function fillBook(storage: Storage, batches: number): Promise<void> {
  const [municipalityId = ''] = await storage.municipalityIds();
  const codes = await storage.codesAfter(municipalityId, '', batches);
  const templates: SealedEvent[] = [];
  for (const code of codes.slice(0, 100)) {
    templates.push(...(await storage.events(municipalityId, code)).map(({ event }) => event));
  }
  for (let count = codes.length; count < batches; ) {
    const most = Math.min(AT_ONCE, batches - count);
    const events = Array.from({ length: most }, () =>
      another(templates[count % templates.length]!, ++count),
    );
    const versions = new Map(events.map(({ batch }) => [batch, 0]));
    await storage.append(events, versions, {
      municipalityId,
      key: randomUUID(),
      fingerprint: '',
      answer: { status: 201, body: null },
      at: new Date().toISOString(),
    });
  }
}

function another({ hash: _, previousHash, ...template }: SealedEvent, count: number): SealedEvent {
  if (template.type !== 'harvest-registered') throw new Error(`${template.type} is no harvest`);
  const serverTime = new Date(Date.now() - (1 + (count % DAYS)) * DAY_MS).toISOString();
  return seal(
    {
      ...template,
      id: newId(),
      batch: makeBatchCode(randomBytes(9)),
      commandId: randomUUID(),
      serverTime,
      data: { ...template.data, harvestedOn: serverTime.slice(0, 10) },
    },
    previousHash,
  );
}
