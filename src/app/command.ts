import { scopeOf } from '../auth/permissions.ts';
import { onHand, samePlace } from '../domain/accounts.ts';
import type { Context } from '../domain/batch/context.ts';
import type { BatchEvent, BatchEventType, SealedEvent } from '../domain/batch/events.ts';
import { EVENT_SCHEMA } from '../domain/batch/events.ts';
import type { HarvestLike } from '../domain/batch/harvest.ts';
import { inputChanged } from '../domain/batch/mixing.ts';
import { type Batch, evolve, farmersOf, placesOf, statusOf } from '../domain/batch/state.ts';
import { hashOf, seal } from '../domain/chain.ts';
import type { Instant } from '../domain/dates.ts';
import type { Actor } from '../domain/people.ts';
import { Refusal, type RefusalCode, refuse } from '../domain/refusal.ts';
import type { Settings } from '../domain/settings.ts';
import type { Receipt } from '../wire/commands.ts';
import {
  type Account,
  type Photos,
  type RegistryNow,
  type Scope,
  type Storage,
  StorageUnavailable,
} from './ports.ts';
import { newId } from './random.ts';

/** What every use-case works with. */
export type Deps = { storage: Storage; now: () => Instant };
/** And those about entries that may name photos. */
export type PhotoDeps = Deps & { photos: Photos };

/** A command as it arrived, apart from what it asks for. */
export type CommandRequest = {
  account: Account;
  /** Idempotency-Key. */
  key: string;
  /** What is asked for, and of what: part of the fingerprint. */
  route: string;
  body: { recordedAt?: Instant | undefined; confirmed?: RefusalCode[]; [field: string]: unknown };
  /** The phone's clock when it sent the command. */
  deviceClock: Instant | null;
};

export type Answer<B> = { status: number; body: B };

/** After so many conflicts in a row the engine is too busy to promise an answer. */
const MOST_ATTEMPTS = 200;

/**
 * Carries out a command once: reads, decides, appends, and reads again when somebody else was faster.
 * The same key gets the same answer again, and changes nothing.
 * @throws Refusal of the rules, near-duplicate, idempotency-key-reused; StorageUnavailable
 */
export async function carryOut(
  deps: Deps,
  request: CommandRequest,
  work: (unit: Unit) => Promise<void>,
): Promise<Answer<Receipt>> {
  const fingerprint = fingerprintOf(request);
  // What is decided here changes nothing before it is appended, and that is where a command is known again.
  return orAsBefore(deps, request, fingerprint, async () => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      const unit = await beginUnit(deps, request, attempt);
      await work(unit);
      await unit.passOn();
      const answer = { status: 201, body: unit.receipt() };
      const command = {
        municipalityId: request.account.municipalityId,
        key: request.key,
        fingerprint,
        answer,
        at: unit.now,
      };
      const { events, expectedVersions, unless } = unit;
      const result = await deps.storage.append(events, expectedVersions, command, unless);
      switch (result.kind) {
        case 'appended':
          return answer;
        case 'answered':
          return repeated<Receipt>(result.command, fingerprint);
        case 'alike':
          return refuse('near-duplicate', { code: result.code });
        case 'conflict':
      }
    }
    throw new StorageUnavailable('too many conflicts');
  });
}

async function beginUnit(deps: Deps, request: CommandRequest, attempt: number): Promise<Unit> {
  const { municipalityId, registryVersion } = request.account;
  // At first as it was when the person was let in; whoever has been in conflict reads it anew.
  const version = attempt === 1 ? registryVersion : undefined;
  const registry = await deps.storage.registryNow(municipalityId, version);
  const municipality = await registry.registryEntry(municipalityId, 'municipality', municipalityId);
  if (!municipality) refuse('not-found', { what: 'municipality' });
  return new Unit(deps, request, registry, municipality.settings, attempt);
}

/**
 * The answer that a command got before, or else that of `work`.
 * @throws Refusal idempotency-key-reused
 */
export async function once<B>(
  deps: Deps,
  request: CommandRequest,
  work: (fingerprint: string) => Promise<Answer<B>>,
): Promise<Answer<B>> {
  const fingerprint = fingerprintOf(request);
  const known = await deps.storage.command(request.account.municipalityId, request.key);
  return known
    ? repeated<B>(known, fingerprint)
    : orAsBefore(deps, request, fingerprint, () => work(fingerprint));
}

/**
 * A refusal is looked at twice: when the same command arrives again, what it did the first time may be why it
 * is refused now.
 */
async function orAsBefore<B>(
  { storage }: Deps,
  { account, key }: CommandRequest,
  fingerprint: string,
  work: () => Promise<Answer<B>>,
): Promise<Answer<B>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const done = await storage.command(account.municipalityId, key);
    if (!done) throw error;
    return repeated<B>(done, fingerprint);
  }
}

/** Without PINs: of six digits, a plain hash would give them away to whoever has the database. */
const fingerprintOf = ({ account, route, body }: CommandRequest): string => {
  const { pin: _, oldPin: __, newPin: ___, ...rest } = body;
  return hashOf({ userId: account.userId, route, body: rest });
};

/** @throws Refusal idempotency-key-reused */
export function repeated<B>(
  known: { key: string; fingerprint: string; answer: { status: number; body: unknown } },
  fingerprint: string,
): Answer<B> {
  if (known.fingerprint !== fingerprint) refuse('idempotency-key-reused', { key: known.key });
  return known.answer as Answer<B>;
}

/** One attempt at a command: the batches as they were read and the events decided so far. */
export class Unit {
  readonly now: Instant;
  readonly events: SealedEvent[] = [];
  readonly expectedVersions = new Map<string, number>();
  readonly registry: RegistryNow;
  readonly settings: Settings;
  readonly account: Account;
  /** A harvest that there must not be. */
  unless: HarvestLike | null = null;
  /** What became of a label from a roll, for the receipt. */
  label: Receipt['label'];
  /** Batches that others were made of, with who last said something of them: what is new may concern those too. */
  private readonly news = new Map<string, Actor>();
  private readonly states = new Map<string, { batch: Batch | null; lastHash: string | null }>();
  private readonly storage: Storage;
  private readonly request: CommandRequest;
  private readonly scope: Scope;
  private readonly attempt: number;

  constructor(
    deps: Deps,
    request: CommandRequest,
    registry: RegistryNow,
    settings: Settings,
    attempt: number,
  ) {
    this.registry = registry;
    this.attempt = attempt;
    this.storage = deps.storage;
    this.now = deps.now();
    this.request = request;
    this.account = request.account;
    this.settings = settings;
    this.scope = scopeOf(request.account, 'batches.read');
  }

  context(actor: Actor): Context {
    const { now, settings, request } = this;
    const { farmerId: ownFarmerId } = this.account;
    return { now, actor, ownFarmerId, settings, confirmed: request.body.confirmed ?? [] };
  }

  /** A batch that the person may see. @throws Refusal not-found */
  async batch(code: string): Promise<Batch> {
    const known = this.states.get(code);
    if (known?.batch) return known.batch;
    const batch = await this.any(code);
    if (!isVisible(batch, this.scope)) refuse('not-found', { what: 'batch' });
    return batch;
  }

  /** A batch that a command also concerns, whoever may see it. @throws Refusal not-found */
  async any(code: string): Promise<Batch> {
    const known = this.states.get(code);
    if (known?.batch) return known.batch;
    const stored = await this.storage.batch(this.account.municipalityId, code);
    if (!stored) refuse('not-found', { what: 'batch' });
    this.states.set(code, stored);
    this.expectedVersions.set(code, stored.batch.version);
    return stored.batch;
  }

  /** Tells the batches that were made of those here how these stand now, and so on until nothing is new. */
  async passOn(): Promise<void> {
    for (const [code, actor] of this.news) {
      this.news.delete(code);
      const input = await this.any(code);
      for (const { batch: output } of input.outputs ?? []) {
        const event = inputChanged(await this.any(output), input);
        if (event) this.record(output, actor, event);
      }
    }
  }

  /**
   * Takes a code for a new batch. It is all but never taken: that is looked up only after a conflict.
   * @throws Refusal batch-code-taken
   */
  async claim(code: string): Promise<void> {
    if (this.attempt > 1 && (await this.storage.batchAnywhere(code)))
      refuse('batch-code-taken', { code });
    this.states.set(code, { batch: null, lastHash: null });
    this.expectedVersions.set(code, 0);
  }

  record(code: string, actor: Actor, decided: BatchEvent): void {
    const known = this.states.get(code);
    if (!known) throw new Error(`${code} was not read`);
    const { request } = this;
    const event = seal(
      {
        id: newId(),
        municipalityId: this.account.municipalityId,
        batch: code,
        version: (known.batch?.version ?? 0) + 1,
        schema: EVENT_SCHEMA,
        actor,
        deviceTime: request.body.recordedAt ?? null,
        clockOffsetSeconds: request.deviceClock
          ? secondsAhead(request.deviceClock, this.now)
          : null,
        serverTime: this.now,
        commandId: request.key,
        ...decided,
      },
      known.lastHash,
    );
    this.events.push(event);
    const batch = evolve(known.batch, event);
    this.states.set(code, { batch, lastHash: event.hash });
    if (SAYS_HOW_IT_STANDS.has(event.type) && batch.outputs) this.news.set(code, actor);
  }

  receipt(): Receipt {
    return {
      id: this.request.key,
      recordedAt: this.now,
      clockOff: this.events.some((event) => isClockOff(event, this.settings)),
      entries: this.events.map(({ id, type, batch, version }) => {
        const state = this.states.get(batch)?.batch as Batch;
        return {
          id,
          type,
          batch,
          version,
          status: statusOf(state),
          onHandGrams: onHand(state.balances),
        };
      }),
      ...(this.label && { label: this.label }),
    };
  }
}

const SAYS_HOW_IT_STANDS: ReadonlySet<BatchEventType> = new Set([
  'inspection-recorded',
  'hold-placed',
  'hold-released',
  'input-changed',
  'corrected',
]);

const secondsAhead = (device: Instant, server: Instant): number =>
  Math.round((Date.parse(device) - Date.parse(server)) / 1000);

/** Whether the phone's clock was wrong: by its own account, or because it stamped the entry in the future. */
export function isClockOff(
  event: Pick<SealedEvent, 'clockOffsetSeconds' | 'deviceTime' | 'serverTime'>,
  { clockToleranceSeconds }: Settings,
): boolean {
  const ahead = event.deviceTime ? secondsAhead(event.deviceTime, event.serverTime) : 0;
  const offset = Math.abs(event.clockOffsetSeconds ?? 0);
  return offset > clockToleranceSeconds || ahead > clockToleranceSeconds;
}

/** Own harvests and what was made of them, and batches that are, were or will be at one's places. */
export const isVisible = (batch: Batch, scope: Scope): boolean =>
  scope === undefined ||
  farmersOf(batch).some((id) => scope.farmerIds.includes(id)) ||
  placesOf(batch).some((at) => scope.places.some((place) => samePlace(at, place)));
