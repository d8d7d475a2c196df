import type { PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';
import { arrayOf } from './arrays.ts';
import { type Asked, harvestsLike, likeValues } from './harvests-like.ts';
import { type Column, POSITION, shapeOf, unnest } from './shapes.ts';

type Row = object;

/**
 * Takes positions for events in the same statement, if the log is where it is expected: the row stays locked until
 * all is committed. Rows are moved by as much as the log was further than whoever made them took it to be.
 */
const take = (unless: string) => `taken AS (UPDATE log SET position = position + $1
  WHERE position = coalesce($2, position) ${unless} RETURNING position - $3 AS shift)`;

/** Positions for events: how many, after which (null: any), and the last as the rows have it. */
export type Taking = { count: number; after: number | null; last: number };

/** Rows to write, of any tables, that go to the server in one statement: none may depend on another. */
export class Writes {
  private readonly parts: string[] = [];
  private readonly values: unknown[] = [];
  private readonly takes: boolean;

  /** @param unless harvests that there must not be, when positions are taken */
  constructor(taking?: Taking, unless: readonly Asked[] = []) {
    this.takes = taking !== undefined;
    if (!taking) return;
    this.values.push(taking.count, taking.after, taking.last);
    if (unless.length > 0) {
      const like = harvestsLike(this.values.length + 1);
      this.parts.push(take(`AND num_nonnulls(VARIADIC ${like}) = 0`));
      this.values.push(...likeValues(unless));
    } else this.parts.push(take(''));
  }

  /** Adds rows, of which none may be there. Columns that the first leaves out get their defaults. */
  add(table: PgTable, rows: readonly Row[]): this {
    const { name, columns } = shapeOf(table);
    const given = givenBy(columns, rows);
    return this.write(given, rows, (names, from) => `INSERT INTO ${name} (${names}) ${from}`);
  }

  /** Puts whole rows in, or in the place of those with their keys. */
  put(table: PgTable, rows: readonly Row[]): this {
    const { name, columns, key } = shapeOf(table);
    const set = columns
      .filter((column) => !key.includes(column))
      .map((column) => `${column.name} = excluded.${column.name}`)
      .join(', ');
    const target = key.map((column) => column.name).join(', ');
    return this.write(
      columns,
      rows,
      (names, from) =>
        `INSERT INTO ${name} (${names}) ${from} ON CONFLICT (${target}) DO ${set ? `UPDATE SET ${set}` : 'NOTHING'}`,
    );
  }

  /** Changes the columns that the rows have, of the rows with their keys. */
  set(table: PgTable, rows: readonly Row[]): this {
    const { name, columns, key } = shapeOf(table);
    const given = givenBy(columns, rows);
    const set = given
      .filter((column) => !key.includes(column))
      .map((column) => `${column.name} = given.${column.name}`);
    return this.write(
      given,
      rows,
      (_, from) =>
        `UPDATE ${name} AS old SET ${set} FROM (${from}) AS given WHERE ${matching(key)}`,
    );
  }

  /** Removes the rows with these keys. */
  drop(table: PgTable, rows: readonly Row[]): this {
    const { name, key } = shapeOf(table);
    return this.write(
      key,
      rows,
      (_, from) => `DELETE FROM ${name} AS old USING (${from}) AS given WHERE ${matching(key)}`,
    );
  }

  /** @returns whether the log was where it was expected, and no harvest there that must not be; if not, nothing was written */
  async send(client: ClientBase): Promise<boolean> {
    if (this.parts.length === 0) return true;
    const text = `WITH ${this.parts.join(', ')} SELECT${this.takes ? ' FROM taken' : ''}`;
    const { rowCount } = await client.query({ name: planOf(text), text, values: this.values });
    return rowCount === 1;
  }

  private write(
    columns: readonly Column[],
    rows: readonly Row[],
    statement: (names: string, from: string) => string,
  ): this {
    if (rows.length === 0) return this;
    const names = columns.map(({ name }) => name);
    const moved = names.map((name) =>
      this.takes && name === POSITION ? `${name} + shift AS ${name}` : name,
    );
    const rowsOf = `${unnest(columns, this.values.length + 1)} AS rows (${names})`;
    const from = `SELECT ${moved} FROM ${rowsOf}${this.takes ? ', taken' : ''}`;
    this.parts.push(`w${this.parts.length} AS (${statement(names.join(', '), from)})`);
    for (const { field, type, encode } of columns) {
      const values = rows.map((row) => encode((row as Record<string, unknown>)[field]));
      this.values.push(arrayOf(type, values));
    }
    return this;
  }
}

/** The columns that the first row has. */
const givenBy = (columns: readonly Column[], rows: readonly Row[]) =>
  columns.filter(({ field }) => (rows[0] as Record<string, unknown>)?.[field] !== undefined);

const matching = (key: readonly Column[]) =>
  key.map(({ name }) => `old.${name} = given.${name}`).join(' AND ');

/** Names for the few texts that there are, under which the server keeps their plans. */
const plans = new Map<string, string>();
function planOf(text: string): string {
  const name = plans.get(text) ?? `write_${plans.size}`;
  plans.set(text, name);
  return name;
}
