/** Writes batches' events into a storage, as the use-cases would, but without any rule. */
import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { expect } from 'vitest';
import type { Appended, CommandRecord, Storage } from '../../src/app/ports.ts';
import type { BatchEvent, Occurrence, SealedEvent } from '../../src/domain/batch/events.ts';
import type { HarvestLike } from '../../src/domain/batch/harvest.ts';
import { seal } from '../../src/domain/chain.ts';
import type { Actor } from '../../src/domain/people.ts';
import { lead, NOW } from '../domain/given.ts';

/** An event to be written, and by whom if not by the lead. */
export type Told = BatchEvent & { by?: Actor };
export type Draft = {
  events: SealedEvent[];
  expected: Map<string, number>;
  command: CommandRecord;
  /** A harvest that there must not be. */
  unless?: HarvestLike | null;
};
type Line = readonly [code: string, ...events: Told[]];

export const codeOf = (n: number): string => String(n).padStart(10, '0');
export const commandOf = (municipalityId: string, key: string = randomUUID()): CommandRecord => ({
  municipalityId,
  key,
  fingerprint: `fingerprint of ${key}`,
  answer: { status: 201, body: { id: key, note: 'บันทึกแล้ว' } },
  at: NOW,
});

export class Scribe {
  readonly municipalityId: string;
  private readonly storage: () => Storage;
  private readonly heads = new Map<string, { version: number; hash: string | null }>();
  private seconds = 0;

  constructor(storage: () => Storage, municipalityId = 'm1') {
    this.storage = storage;
    this.municipalityId = municipalityId;
  }

  /** Events that follow what was written before, one second apart; not yet written. */
  draft(...lines: Line[]): Draft {
    const command = commandOf(this.municipalityId);
    const expected = new Map<string, number>();
    const events: SealedEvent[] = [];
    for (const [code, ...told] of lines) {
      let { version, hash } = this.heads.get(code) ?? { version: 0, hash: null };
      expected.set(code, version);
      for (const { by, ...event } of told) {
        version += 1;
        const sealed = seal(this.occurrence(code, version, event as BatchEvent, by, command), hash);
        hash = sealed.hash;
        events.push(sealed);
      }
    }
    return { events, expected, command };
  }

  private occurrence(
    batch: string,
    version: number,
    event: BatchEvent,
    actor: Actor = lead,
    { key }: CommandRecord,
  ): Occurrence {
    this.seconds += 1;
    return {
      ...event,
      id: newId(),
      municipalityId: this.municipalityId,
      batch,
      version,
      schema: 1,
      actor,
      deviceTime: null,
      clockOffsetSeconds: null,
      serverTime: new Date(Date.parse(NOW) + this.seconds * 1000).toISOString(),
      commandId: key,
    } as Occurrence;
  }

  /** Hands a draft in. What it says is taken for written only when it was. */
  async hand(draft: Draft, storage = this.storage()): Promise<Appended> {
    const { events, expected, command, unless } = draft;
    const result = await storage.append(events, expected, command, unless);
    if (result.kind === 'appended') {
      for (const { batch, version, hash } of events) this.heads.set(batch, { version, hash });
    }
    return result;
  }

  /** Writes events, all in one command. */
  async write(...lines: Line[]): Promise<SealedEvent[]> {
    const draft = this.draft(...lines);
    expect(await this.hand(draft)).toEqual({ kind: 'appended' });
    return draft.events;
  }

  /** Writes one event. */
  async tell(code: string, told: Told): Promise<SealedEvent> {
    const [event] = await this.write([code, told]);
    return event!;
  }
}
