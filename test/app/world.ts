/**
 * What is known of a town's book by somebody who only adds up: for each batch a model as simple as can be,
 * who sees it, and which deliveries are on their way.
 */
import type { Account } from '../../src/app/ports.ts';
import type { Place } from '../../src/domain/accounts.ts';
import type { Actor } from '../../src/domain/people.ts';
import type { RefusalCode } from '../../src/domain/refusal.ts';
import type { Effect, Entry, Model } from '../domain/model.ts';
import type { Town } from '../setup/town.ts';

export type Who = { name: string; account: Account; role: Actor['role']; at: Actor['place'] };
export type Known = {
  code: string;
  model: Model;
  /** Empty for a mixed one of several. */
  network: string;
  farmerIds: string[];
  cropId: string;
  /** Places that it was ever sent to; of a mixed one also where it was made, and the networks of what is in it. */
  sentTo: Set<string>;
  /** What is in a mixed one, each with its entry about that. */
  parts: { batch: Known; entry: string }[];
};
export type Shipment = { id: string; from: Place; to: Place; codes: string[] };

export const nameOf = ({ kind, id }: { kind: string; id: string }) => `${kind}/${id}`;
export const when = (condition: boolean, ...codes: RefusalCode[]) => (condition ? codes : []);
export const STOCK: RefusalCode[] = ['insufficient-stock', 'goods-moved-on'];
export const STOPPED: RefusalCode[] = ['batch-on-hold', 'batch-failed', 'batch-recalled'];
export const NOTHING: Effect = new Map();
const OVERSEERS: Actor['role'][] = ['auditor', 'municipal_officer'];
const HOLDERS: Actor['role'][] = ['network_lead', 'stall_manager', 'kitchen_staff'];

export const isAt = (who: Who, place: Place) => nameOf(who.at) === nameOf(place);
export const isOfficer = ({ role }: Who) => role === 'municipal_officer';
export const isHolder = ({ role }: Who) => HOLDERS.includes(role);
export const isOwn = ({ account }: Who, { farmerIds }: Known) =>
  account.farmerId !== null && farmerIds.includes(account.farmerId);
const actorOf = ({ account, role, at }: Who): Actor => ({
  userId: account.userId,
  role,
  place: at,
});

/** Everybody of a town, and an officer who has a field of their own. */
export function peopleOf(town: Town, growingOfficer: { account: Account }): Who[] {
  const person = (name: string, { account }: { account: Account }): Who => {
    const [roleAt] = account.roles;
    return { name, account, role: roleAt!.role, at: roleAt!.place };
  };
  return [
    ...town.networks.flatMap(({ farmer, lead }, n) => [
      person(`farmer ${n}`, farmer),
      person(`lead ${n}`, lead),
    ]),
    ...town.stalls.map(({ manager }, n) => person(`seller ${n}`, manager)),
    ...town.kitchens.map(({ staff }, n) => person(`cook ${n}`, staff)),
    person('auditor', town.auditor),
    person('officer', town.officer),
    person('growing officer', growingOfficer),
  ];
}

export class World {
  readonly batches: Known[] = [];
  readonly shipments: Shipment[] = [];
  readonly people: Who[];
  readonly places: Place[];
  /** Places that goods are brought to: stalls and kitchens. */
  readonly shops: Place[];
  readonly town: Town;

  constructor(town: Town, people: Who[]) {
    this.town = town;
    this.people = people;
    this.shops = [...town.stalls, ...town.kitchens].map(({ place }) => place);
    this.places = [...town.networks, ...town.stalls, ...town.kitchens].map(({ place }) => place);
  }

  /** Whoever keeps a place: of a network its lead. */
  keeper(place: Place): Who {
    return this.people.find((who) => isHolder(who) && isAt(who, place))!;
  }

  sees(who: Who, batch: Known): boolean {
    if (OVERSEERS.includes(who.role)) return true;
    if (who.role === 'farmer') return isOwn(who, batch);
    const place = nameOf(who.at);
    return place === batch.network || batch.sentTo.has(place);
  }

  seesShipment(who: Who, { from, to }: Shipment): boolean {
    return OVERSEERS.includes(who.role) || (isHolder(who) && (isAt(who, from) || isAt(who, to)));
  }

  /** Reasons for which goods of a batch may not be touched by this person. */
  closed(who: Who, batch: Known): RefusalCode[] {
    return [
      ...when(!this.sees(who, batch), 'not-found'),
      ...when(batch.model.ended, 'batch-voided'),
    ];
  }

  mayCorrect(who: Who, batch: Known, { by, kind }: Entry): boolean {
    if (isOfficer(who)) return true;
    if (kind === 'test' || who.role === 'auditor') return false;
    if (who.role === 'farmer') {
      return isOwn(who, batch) && by.userId === who.account.userId;
    }
    return nameOf(by.place) === nameOf(who.at);
  }
}

export const entry = (
  who: Who,
  kind: Entry['kind'],
  effect: Effect,
  more: Partial<Entry> = {},
): Entry => ({
  by: actorOf(who),
  kind,
  effect,
  stands: true,
  resize: null,
  delivery: null,
  ...more,
});
