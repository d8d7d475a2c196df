/**
 * What the use-cases need of a storage engine. One contract suite (test/storage) says what each promise means.
 * The only write to the book is {@link Book.append}.
 */

import type { Account as BookAccount, Place, PlaceKind } from '../domain/accounts.ts';
import type { BatchEventType, SealedEvent } from '../domain/batch/events.ts';
import type { Batch, BatchStatus } from '../domain/batch/state.ts';
import type { Day, Instant } from '../domain/dates.ts';
import type { RoleAt } from '../domain/people.ts';
import type { Holding, ReportScope } from '../domain/report/figures.ts';
import type { ReportEntry } from '../domain/report/measures.ts';
import type { ReportSubject } from '../domain/report/view.ts';
import type { RegistryEntry, RegistryKind } from '../wire/registry.ts';

/** The answer that a command got, kept so that the same key gets the same answer again. */
export type CommandRecord = {
  municipalityId: string;
  /** The idempotency key: a UUID made by the client. */
  key: string;
  /** SHA-256 over who asked for what. */
  fingerprint: string;
  answer: { status: number; body: unknown };
  at: Instant;
};

export type Appended =
  | { kind: 'appended' }
  /** A batch has moved on since it was read, or the code of a new one is taken: read again. */
  | { kind: 'conflict' }
  /** The command was carried out before. */
  | { kind: 'answered'; command: CommandRecord };

/** A batch as it stands and the hash of its last event. */
export type StoredBatch = { batch: Batch; lastHash: string };

/** An event as the log keeps it. Positions grow in the order in which readers see them. */
export type LoggedEvent = { position: number; event: SealedEvent };

export type Page<T> = { items: T[]; next: string | null };
export type PageRequest = { limit: number; cursor: string | null };

/** Limits a list to what its reader may see; undefined: all of the municipality. */
export type Scope = { farmerIds: string[]; places: Place[] } | undefined;

export type BatchFilter = {
  status?: BatchStatus | undefined;
  cropId?: string | undefined;
  networkId?: string | undefined;
  farmerId?: string | undefined;
  harvestedFrom?: Day | undefined;
  harvestedTo?: Day | undefined;
  /** Beginning of a code. */
  code?: string | undefined;
  /** Only batches of which this place holds something now. */
  heldBy?: Place | undefined;
};

export type DeliveryStatus = 'in_transit' | 'received' | 'cancelled';
export type DeliveryLine = {
  batch: string;
  sentGrams: number;
  acceptedGrams: number | null;
  rejectedGrams: number | null;
  missingGrams: number | null;
  /** Satang for a kilogram; null where the delivery carries no prices. */
  priceSatang: number | null;
  status: DeliveryStatus;
};
export type Delivery = {
  id: string;
  from: Place;
  to: Place;
  status: DeliveryStatus;
  deliverOn: Day;
  note: string | null;
  dispatchedAt: Instant;
  lines: DeliveryLine[];
};
export type DeliveryFilter = {
  status?: DeliveryStatus | undefined;
  from?: Place | undefined;
  to?: Place | undefined;
  deliverOn?: Day | undefined;
};

/** One entry of the book about one batch, as it stands after corrections. */
export type BookEntry = {
  id: string;
  batch: string;
  type: BatchEventType;
  commandId: string;
  place: { kind: PlaceKind | 'municipality'; id: string };
  at: Instant;
  grams: number;
  voided: boolean;
  data: unknown;
};
/** The harvests of some days, and where their goods are now. */
type Figures = {
  /** By network, day and status; grams that came from the field. */
  harvests: {
    networkId: string;
    harvestedOn: Day;
    status: BatchStatus;
    batches: number;
    grams: number;
  }[];
  /** Adds up to zero. */
  balances: { account: BookAccount; grams: number }[];
};

/** How many there are, and the first of them. */
type Some<T> = { count: number; items: T[] };
/** What should have happened before today, oldest first. */
export type Late = {
  /** On their way, of which something was to arrive on an earlier day. */
  deliveries: Some<Delivery>;
  /** Without a result, and still in their network's store since an earlier day. */
  waiting: Some<Batch>;
  /** On hold, failed or recalled. */
  holds: Some<Batch>;
};

export type EntryFilter = {
  type: BatchEventType;
  place?: Place | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
};

/** One change of one registry entry; a user's `pinHash` is in `secret`, never in `before` or `after`. */
export type RegistryChange = {
  municipalityId: string;
  kind: RegistryKind;
  id: string;
  revision: number;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  secret?: { pinHash: string } | undefined;
  /** Of the sessions of a user, which all end with a new PIN, the one that does not. */
  keptSession?: string | undefined;
  /** Null for what the installation does itself. */
  userId: string | null;
  at: Instant;
};

export type RegistryChanged =
  | { kind: 'changed' }
  /** Somebody else changed the entry, or the registry, since it was read. */
  | { kind: 'conflict' }
  | { kind: 'phone-taken' }
  /** It would leave the municipality without an active officer. */
  | { kind: 'last-officer' }
  | { kind: 'answered'; command: CommandRecord };

export type RegistryFilter = {
  id?: string | undefined;
  search?: string | undefined;
  active?: boolean | undefined;
  /** Entries under this one: farmers of a network, plots of a farmer, stalls of a market. */
  parentId?: string | undefined;
};

/** Who is signed in, and as what. */
export type Account = {
  userId: string;
  municipalityId: string;
  /** The farmer that this user is. */
  farmerId: string | null;
  roles: RoleAt[];
  /** Of a program: what it may do of what its role may. */
  scope?: ProgramScope | undefined;
};

/**
 * Thrown when the engine cannot serve now. Nothing of the request has happened; or, where the connection was
 * lost between the end of a command and its answer, all of it: the same key then gets the answer.
 */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** Thrown when a row is not what was once written there: the disk's fault, or somebody's hand. */
export class StorageDamaged extends StorageUnavailable {}

/** Thrown for a cursor that no page gave. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

export interface Book {
  /**
   * Adds events to the book and the command's answer beside them: all or nothing, over several batches.
   * @param expectedVersions version that each batch touched had when it was read; 0 for a new one
   */
  append(
    events: readonly SealedEvent[],
    expectedVersions: ReadonlyMap<string, number>,
    command: CommandRecord,
  ): Promise<Appended>;
  command(municipalityId: string, key: string): Promise<CommandRecord | null>;
}

export interface BookReads {
  batch(municipalityId: string, code: string): Promise<StoredBatch | null>;
  /** Codes are unique in the whole installation: for the public page. */
  batchAnywhere(code: string): Promise<StoredBatch | null>;
  batches(
    municipalityId: string,
    scope: Scope,
    filter: BatchFilter,
    page: PageRequest,
  ): Promise<Page<Batch>>;
  /** Batches on hold, failed or recalled that are, were or will be at one of these places, in no order. */
  stoppedAt(municipalityId: string, places: readonly Place[]): Promise<Batch[]>;
  /** The newest harvest of this farmer, crop and day that was registered since. */
  similarHarvest(harvest: {
    municipalityId: string;
    farmerId: string;
    cropId: string;
    harvestedOn: Day;
    since: Instant;
  }): Promise<string | null>;
  /** The events of a batch in order, as they were written. */
  events(municipalityId: string, code: string): Promise<LoggedEvent[]>;
  /** Codes of all batches that rows or events are kept of, in order, after this one. */
  codesAfter(municipalityId: string, code: string, limit: number): Promise<string[]>;
  /** What the balances' projection says of a batch, by account. */
  balances(municipalityId: string, code: string): Promise<Record<string, number>>;
  delivery(municipalityId: string, scope: Scope, id: string): Promise<Delivery | null>;
  /** How many were dispatched since a moment, up to and with this one: a number that never changes. */
  deliveryNumber(municipalityId: string, id: string, since: Instant): Promise<number>;
  deliveries(
    municipalityId: string,
    scope: Scope,
    filter: DeliveryFilter,
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  entries(
    municipalityId: string,
    scope: Scope,
    filter: EntryFilter,
    page: PageRequest,
  ): Promise<Page<BookEntry>>;
  /** Of what was harvested on these days, both included. */
  figures(municipalityId: string, from: Day, to: Day): Promise<Figures>;
  late(municipalityId: string, today: Day, most: number): Promise<Late>;
}

export interface ReportReads {
  /** Entries of one type, or corrections, of some time (the end excluded), oldest first, after one of them. */
  reportEntries(
    municipalityId: string,
    asked: {
      type: BatchEventType;
      of: ReportScope;
      from: Instant;
      to: Instant;
      after: [Instant, number] | null;
      limit: number;
    },
  ): Promise<ReportEntry[]>;
  /** What is held now, by account, network and crop. */
  holdings(municipalityId: string): Promise<Holding[]>;
}

/** What a report is made of, all of one moment. */
export type ReportSource = ReportReads &
  Pick<Registry, 'registryEntry' | 'registryByIds' | 'registryEntries'>;

/** The registry of one municipality as it stood at one moment. */
export interface RegistryNow extends RegistryLookup {
  /** Grows with every change: what was made of the registry at the same version is as it was. */
  version: number;
}

export interface RegistryLookup {
  registryEntry<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    id: string,
  ): Promise<RegistryEntry<K> | null>;
  /** Entries by id, in no order; unknown ids are left out. */
  registryByIds<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    ids: readonly string[],
  ): Promise<RegistryEntry<K>[]>;
  /** Certificates of a farmer and of the farmer's network. */
  certificatesOf(
    municipalityId: string,
    farmerId: string,
    networkId: string,
  ): Promise<RegistryEntry<'certificates'>[]>;
}

export interface Registry extends RegistryLookup {
  /** For whoever looks up several entries: what is known already is not read again. */
  registryNow(municipalityId: string): Promise<RegistryNow>;
  /** Sorted by name. */
  registryEntries<K extends RegistryKind>(
    municipalityId: string,
    kind: K,
    scope: Scope,
    filter: RegistryFilter,
    page: PageRequest,
  ): Promise<Page<RegistryEntry<K>>>;
  registryChanges(
    municipalityId: string,
    kind: RegistryKind,
    id: string,
    page: PageRequest,
  ): Promise<Page<RegistryChange>>;
  /**
   * Writes entries and their changes, and the command's answer beside them: all or nothing.
   * @param readVersion of the registry that they were decided upon: a conflict when it has grown since
   */
  changeRegistry(
    changes: readonly RegistryChange[],
    command: CommandRecord,
    readVersion?: number,
  ): Promise<RegistryChanged>;
  /** {@link RegistryNow.version}. */
  registryVersion(municipalityId: string): Promise<number>;
  /** Municipalities of the installation. */
  municipalityIds(): Promise<string[]>;
}

/** How a session was opened. */
export type SessionKind = 'pin' | 'link' | 'card';
/** A link is good for once, a card until it ends. */
export type PassKind = 'link' | 'card';

/** What a program may do: everything that only reads, or the named operations. */
export type ProgramScope = 'read' | string[];

type NewSession = {
  tokenHash: string;
  municipalityId: string;
  userId: string;
  kind: SessionKind;
  at: Instant;
  expiresAt: Instant;
};
export type Session = {
  tokenHash: string;
  kind: SessionKind;
  openedAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
};

/** A link or a card that signs its user in, without its secret. */
export type Pass = {
  municipalityId: string;
  id: string;
  userId: string;
  kind: PassKind;
  issuedBy: string;
  issuedAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

/** A program that uses the interface, without its token. */
export type Program = {
  municipalityId: string;
  id: string;
  name: string;
  role: RoleAt;
  scope: ProgramScope;
  issuedBy: string;
  issuedAt: Instant;
  expiresAt: Instant;
  lastUsedAt: Instant | null;
  revokedAt: Instant | null;
};

/** Failed sign-ins of a subject, and those whose outcome is not known yet. */
export type SignInCount = {
  failures: number;
  lastFailureAt: Instant | null;
  pending: { id: string; at: Instant }[];
};

export interface Access {
  /** Active users with this phone number, one for each municipality at the most. */
  accountsByPhone(phone: string): Promise<(Account & { pinHash: string })[]>;
  openSession(session: NewSession): Promise<void>;
  /** The account behind a token while its session runs and its user is active. */
  session(
    tokenHash: string,
    now: Instant,
  ): Promise<{ account: Account; expiresAt: Instant; lastSeenAt: Instant } | null>;
  /** Notes that a session is in use. */
  seeSession(tokenHash: string, at: Instant): Promise<void>;
  closeSession(tokenHash: string): Promise<void>;
  /** Sessions of a user that still run, the newest first. */
  sessionsOf(municipalityId: string, userId: string, now: Instant): Promise<Session[]>;
  /** Ends all sessions of a user, apart from one that may be kept. */
  closeSessionsOf(municipalityId: string, userId: string, kept: string | null): Promise<void>;

  addPass(pass: Pass, digest: string): Promise<void>;
  pass(municipalityId: string, id: string): Promise<Pass | null>;
  /** The pass behind a secret while it is good and its user is active. */
  passBehind(digest: string, now: Instant): Promise<Pass | null>;
  /** Passes of a user that are good, the newest first. */
  passesOf(municipalityId: string, userId: string, now: Instant): Promise<Pass[]>;
  /**
   * Opens a session with a pass, in one with using it up if it is a link.
   * @returns the account, or null when the pass is no longer good
   */
  openSessionByPass(
    digest: string,
    session: Pick<NewSession, 'tokenHash' | 'at' | 'expiresAt'>,
  ): Promise<Account | null>;
  /** Ends a pass and the sessions that it opened. */
  revokePass(municipalityId: string, id: string, at: Instant): Promise<void>;

  addProgram(program: Program, digest: string): Promise<void>;
  /** The program behind a token while it is good. */
  programBehind(digest: string, now: Instant): Promise<Program | null>;
  seeProgram(municipalityId: string, id: string, at: Instant): Promise<void>;
  /** Programs of a municipality, ended ones too, the newest first. */
  programs(municipalityId: string): Promise<Program[]>;
  /** @returns false when there is none */
  revokeProgram(municipalityId: string, id: string, at: Instant): Promise<boolean>;

  /** Version 0 and nothing counted for a subject that nobody has tried. */
  signInCount(subject: string): Promise<{ version: number; count: SignInCount }>;
  /** Replaces the count unless somebody else has since it was read. @returns whether it did */
  setSignInCount(
    subject: string,
    readVersion: number,
    count: SignInCount,
    at: Instant,
  ): Promise<boolean>;
  /** Drops the counts that nobody has changed since a moment, and the sessions and passes that had ended before it. */
  forgetAccess(before: Instant): Promise<void>;
}

/** Labels that were printed with codes before there were batches, issued to a network. */
export type Roll = {
  municipalityId: string;
  id: string;
  networkId: string;
  /** How many codes it has. */
  count: number;
  issuedBy: string;
  issuedAt: Instant;
  voidedBy: string | null;
  voidedAt: Instant | null;
  voidReason: string | null;
};

export interface Rolls {
  /** Adds a roll with its codes, in their order on it; nothing when there is one of this id. */
  addRoll(roll: Roll, codes: readonly string[]): Promise<void>;
  roll(municipalityId: string, id: string): Promise<Roll | null>;
  /** Those of some networks, or all, the newest first, each with the number of codes that batches have. */
  rolls(
    municipalityId: string,
    networkIds: readonly string[] | undefined,
  ): Promise<(Roll & { used: number })[]>;
  /** Codes of a roll that no batch has, in their order on it. */
  unusedCodes(municipalityId: string, id: string): Promise<string[]>;
  /** Codes are unique in the whole installation: the roll that one is from. */
  rollOf(code: string): Promise<Roll | null>;
  /** The first voiding stands. */
  voidRoll(
    municipalityId: string,
    id: string,
    voiding: Pick<Roll, 'voidedBy' | 'voidedAt' | 'voidReason'>,
  ): Promise<void>;
}

/** Photos that entries name, each municipality's own. They never change, and none is taken away. */
export interface Photos {
  /**
   * Makes a picture fit to be kept, and keeps it; on the disk when done. The same one again is kept once.
   * @returns the SHA-256, in hexadecimal, of what is kept
   * @throws Refusal photo-unreadable, photo-too-large; StorageUnavailable
   */
  put(municipalityId: string, picture: Uint8Array): Promise<string>;
  /** A JPEG; else whether nothing is kept under this hash, or something else. @throws StorageUnavailable */
  get(municipalityId: string, hash: string): Promise<Uint8Array | 'missing' | 'altered'>;
}

/** A report that was asked for, and how far it is. */
export type ReportJob = {
  /** The key of the command that asked for it. */
  id: string;
  fingerprint: string;
  userId: string;
  subject: ReportSubject;
  format: 'pdf' | 'csv' | 'xlsx';
  status: 'waiting' | 'making' | 'done' | 'failed';
  /** From 0 to 1. */
  progress: number;
  askedAt: Instant;
  doneAt: Instant | null;
  bytes: number | null;
  /** How many times it was begun: what brings a server down is not begun for ever. */
  attempts: number;
};

/** Reports that are made in the background, kept for some days; a restart begins again what was not done. */
export interface Reports {
  /** Keeps what is asked for, and sees to it. */
  add(job: ReportJob): Promise<void>;
  find(municipalityId: string, id: string): Promise<ReportJob | null>;
  /** The newest first. */
  list(municipalityId: string, userId: string): Promise<ReportJob[]>;
  /** The file of one that is done. @throws StorageUnavailable */
  read(municipalityId: string, id: string): Promise<AsyncIterable<Uint8Array>>;
}

export interface Storage extends Book, BookReads, Registry, Rolls, Access {
  /** Reads as of one moment, however long it takes and whatever is written meanwhile. */
  snapshot<T>(work: (source: ReportSource) => Promise<T>): Promise<T>;
  /** @throws StorageUnavailable when the engine does not answer */
  ping(): Promise<void>;
  /** For whoever watches over the service. */
  gauges(): Promise<{ waitingWrites: number; bytes: number }>;
  close(): Promise<void>;
}
