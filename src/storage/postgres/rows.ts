import type { CommandRecord, RegistryChange } from '../../app/ports.ts';
import type { HarvestLike } from '../../domain/batch/harvest.ts';
import type { Batch } from '../../domain/batch/state.ts';
import { isActiveOfficer } from '../../domain/people.ts';
import { eventRow } from '../append.ts';
import type {
  BookRows,
  EntryKey,
  EntryRow,
  Projection,
  RegistryRow,
  RegistryRows,
  RowOf,
} from '../rows.ts';
import type { Taking } from './bulk.ts';
import type { Asked } from './harvests-like.ts';

type Row = Record<string, unknown>;
export type RegistryWrite = { change: RegistryChange; row: RegistryRow };

/** A JSON column as it is in the database: parsed by whoever needs it, so that a damaged one hurts nobody else. */
export type RawCommand = Omit<CommandRecord, 'answer'> & { answer: string };
export type RawBatch = { municipalityId: string; code: string; position: number; state: string };
export type RawEntry = RowOf<'entries'> & { id: string; data: string };

const keyOf = (...parts: (string | number)[]) => parts.join('\u0000');
const likeKey = ({ municipalityId, farmerId, cropId, harvestedOn, since }: Asked) =>
  keyOf(municipalityId, farmerId, cropId, harvestedOn, since);

/**
 * The rows that a group of commands needs, read once for all of them and changed in memory; what was
 * changed is then written once. What one command did can be undone without those before it.
 */
export class GroupRows implements BookRows, RegistryRows {
  /** What is to be written: rows to put by table and key (null: to remove), and rows to add in order. */
  private readonly puts = new Map<Projection, Map<string, { key: Row; row: Row | null }>>();
  readonly events: (ReturnType<typeof eventRow> & { position: number })[] = [];
  readonly commands: CommandRecord[] = [];
  readonly registry: RegistryWrite[] = [];
  /** Of the last event: in the log, or among these. */
  private position: number;
  private readonly start: number | null;

  private readonly known = {
    commands: new Map<string, RawCommand | CommandRecord>(),
    batches: new Map<string, RawBatch | RowOf<'batches'>>(),
    /** Codes, by what they are like. */
    harvests: new Map<string, string>(),
    /** Of events that entries are looked up by. */
    positions: new Map<string, number>(),
    entries: new Map<number, RowOf<'entries'>>(),
    deliveries: new Map<string, RowOf<'deliveries'>>(),
    lines: new Map<string, Map<string, RowOf<'deliveryLines'>>>(),
    versions: new Map<string, number>(),
    revisions: new Map<string, number>(),
    phones: new Map<string, string>(),
    phoneOf: new Map<string, string>(),
    officers: new Map<string, Map<string, true>>(),
  };
  private undos: (() => void)[] = [];

  /** @param position of the last event in the log; null: whatever it is, when nothing was read */
  constructor(position: number | null) {
    this.start = position;
    this.position = position ?? 0;
  }

  get taking(): Taking {
    const { start, position } = this;
    return { count: position - (start ?? 0), after: start, last: position };
  }

  // What was read

  knowCommand(row: RawCommand): void {
    this.known.commands.set(keyOf(row.municipalityId, row.key), row);
  }
  knowBatch(row: RawBatch): void {
    this.known.batches.set(row.code, row);
  }
  knowHarvest(like: Asked, code: string): void {
    this.known.harvests.set(likeKey(like), code);
  }
  knowEntry(row: RawEntry): void {
    this.known.positions.set(row.id, row.position);
    this.known.entries.set(row.position, row);
  }
  knowDelivery(row: RowOf<'deliveries'>): void {
    this.known.deliveries.set(keyOf(row.municipalityId, row.id), row);
  }
  knowLine(row: RowOf<'deliveryLines'>): void {
    this.linesOf(row.municipalityId, row.deliveryId).set(row.batch, row);
  }
  knowVersion(municipalityId: string, version: number): void {
    this.known.versions.set(municipalityId, version);
  }
  knowRevision(municipalityId: string, kind: string, id: string, revision: number): void {
    this.known.revisions.set(keyOf(municipalityId, kind, id), revision);
  }
  knowPhone(municipalityId: string, id: string, phone: string): void {
    this.known.phones.set(keyOf(municipalityId, phone), id);
    this.known.phoneOf.set(keyOf(municipalityId, id), phone);
  }

  knowOfficer(municipalityId: string, id: string): void {
    this.officersOf(municipalityId).set(id, true);
  }

  // One command after the other

  /** Carries one command out, or nothing of it. */
  attempt<T>(work: (rows: GroupRows) => T, isRefused: (value: T) => boolean): T {
    this.undos = [];
    try {
      const value = work(this);
      if (isRefused(value)) this.undo();
      return value;
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  private undo(): void {
    for (const undo of this.undos.reverse()) undo();
    this.undos = [];
  }

  private set<K, V>(map: Map<K, V>, key: K, value: V | undefined): void {
    const had = map.has(key);
    const old = map.get(key);
    if (value === undefined) map.delete(key);
    else map.set(key, value);
    this.undos.push(() => (had ? map.set(key, old as V) : map.delete(key)));
  }

  private push<T>(list: T[], item: T): void {
    list.push(item);
    this.undos.push(() => list.pop());
  }

  // What an append sees and changes

  command(municipalityId: string, key: string): CommandRecord | null {
    const row = this.known.commands.get(keyOf(municipalityId, key));
    return row ? { ...row, answer: parsed(row.answer) } : null;
  }

  addCommand(command: CommandRecord): void {
    this.push(this.commands, command);
    this.set(this.known.commands, keyOf(command.municipalityId, command.key), command);
  }

  batch(code: string) {
    const row = this.known.batches.get(code);
    return row ? { ...row, state: parsed<Batch>(row.state) } : null;
  }

  harvestLike(municipalityId: string, unless: HarvestLike): string | null {
    const { farmerId, cropId, harvestedOn, since } = unless;
    const here = this.putsOf('batches')
      .map(({ row }) => row as RowOf<'batches'>)
      .findLast(
        (row) =>
          row.municipalityId === municipalityId &&
          row.farmerId === farmerId &&
          row.cropId === cropId &&
          row.harvestedOn === harvestedOn &&
          row.registeredAt >= since &&
          row.status !== 'voided',
      );
    return here?.code ?? this.known.harvests.get(likeKey({ municipalityId, ...unless })) ?? null;
  }

  entry(_: string, { id }: EntryKey): EntryRow | null {
    const position = this.known.positions.get(id);
    const row = position === undefined ? undefined : this.known.entries.get(position);
    if (!row) return null;
    // One that was added just now says what its event does.
    const said = row.data ?? this.events.find((event) => event.position === position)?.data;
    return { ...row, data: parsed(said) };
  }

  delivery(municipalityId: string, id: string): RowOf<'deliveries'> | null {
    return this.known.deliveries.get(keyOf(municipalityId, id)) ?? null;
  }

  deliveryLines(municipalityId: string, deliveryId: string): RowOf<'deliveryLines'>[] {
    return [...this.linesOf(municipalityId, deliveryId).values()];
  }

  addEvent(event: Parameters<BookRows['addEvent']>[0]): number {
    const before = this.position;
    this.position += 1;
    this.undos.push(() => {
      this.position = before;
    });
    this.push(this.events, { ...eventRow(event), position: this.position });
    this.set(this.known.positions, event.id, this.position);
    return this.position;
  }

  apply(change: Parameters<BookRows['apply']>[0]): void {
    if ('drop' in change) {
      const { municipalityId, position, account } = change.drop;
      this.write('balances', keyOf(municipalityId, position, account), change.drop, null);
      return;
    }
    const { table, put } = change;
    this.write(table, ...keyAndRow(change));
    if (table === 'batches') this.set(this.known.batches, put.code, put);
    if (table === 'entries') this.set(this.known.entries, put.position, put);
    if (table === 'deliveries') {
      this.set(this.known.deliveries, keyOf(put.municipalityId, put.id), put);
    }
    if (table === 'deliveryLines') {
      this.set(this.linesOf(put.municipalityId, put.deliveryId), put.batch, put);
    }
  }

  putsOf(table: Projection): { key: Row; row: Row | null }[] {
    return [...(this.puts.get(table)?.values() ?? [])];
  }

  private write(table: Projection, name: string, key: Row, row: Row | null): void {
    const rows = this.puts.get(table) ?? new Map();
    this.puts.set(table, rows);
    this.set(rows, name, { key, row });
  }

  private linesOf(municipalityId: string, deliveryId: string) {
    const key = keyOf(municipalityId, deliveryId);
    const lines = this.known.lines.get(key) ?? new Map<string, RowOf<'deliveryLines'>>();
    this.known.lines.set(key, lines);
    return lines;
  }

  // What a change of the registry sees and changes

  registryVersion(municipalityId: string): number {
    return this.known.versions.get(municipalityId) ?? 0;
  }

  revision({ municipalityId, kind, id }: RegistryChange): number {
    return this.known.revisions.get(keyOf(municipalityId, kind, id)) ?? 0;
  }

  phoneTaken(municipalityId: string, id: string, phone: string): boolean {
    return (this.known.phones.get(keyOf(municipalityId, phone)) ?? id) !== id;
  }

  officers(municipalityId: string): string[] {
    return [...this.officersOf(municipalityId).keys()];
  }

  change(change: RegistryChange, row: RegistryRow): void {
    const { municipalityId, kind, id, revision, after } = change;
    this.push(this.registry, { change, row });
    this.set(this.known.versions, municipalityId, this.registryVersion(municipalityId) + 1);
    this.set(this.known.revisions, keyOf(municipalityId, kind, id), revision);
    if (kind !== 'users') return;
    const user = keyOf(municipalityId, id);
    const left = this.known.phoneOf.get(user);
    if (left !== undefined) this.set(this.known.phones, keyOf(municipalityId, left), undefined);
    this.set(this.known.phones, keyOf(municipalityId, String(after.phone)), id);
    this.set(this.known.phoneOf, user, String(after.phone));
    this.set(this.officersOf(municipalityId), id, isActiveOfficer(after) || undefined);
  }

  private officersOf(municipalityId: string): Map<string, true> {
    const officers = this.known.officers.get(municipalityId) ?? new Map<string, true>();
    this.known.officers.set(municipalityId, officers);
    return officers;
  }
}

const KEYS: Record<Projection, string[]> = {
  batches: ['position'],
  balances: ['municipalityId', 'position', 'account'],
  batchPlaces: ['municipalityId', 'place', 'position'],
  entries: ['position'],
  deliveries: ['municipalityId', 'id'],
  deliveryLines: ['municipalityId', 'deliveryId', 'batch'],
};

function keyAndRow({ table, put }: { table: Projection; put: Row }): [string, Row, Row] {
  return [keyOf(...KEYS[table].map((field) => String(put[field]))), put, put];
}

/** @throws SyntaxError for a damaged one */
const parsed = <T>(json: unknown): T => (typeof json === 'string' ? JSON.parse(json) : json) as T;
