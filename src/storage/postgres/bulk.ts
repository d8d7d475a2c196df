import { getTableColumns } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';

type Row = object;

/**
 * Rows to write, of any tables, that go to the server in one statement: none may depend on another. Each table's
 * rows are one array a column, so that the statement is the same for one row and for a thousand.
 */
export class Writes {
  private readonly parts: string[] = [];
  private readonly values: unknown[][] = [];

  /** Adds rows, of which none may be there. Columns that the first leaves out get their defaults. */
  add(table: PgTable, rows: readonly Row[]): this {
    const { name, columns } = shapeOf(table);
    const given = givenBy(columns, rows);
    return this.write(
      given,
      rows,
      (names, values) => `INSERT INTO ${name} (${names}) SELECT * FROM ${values}`,
    );
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
      (names, values) =>
        `INSERT INTO ${name} (${names}) SELECT * FROM ${values} ON CONFLICT (${target}) DO ${set ? `UPDATE SET ${set}` : 'NOTHING'}`,
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
      (names, values) =>
        `UPDATE ${name} AS old SET ${set} FROM ${values} AS given (${names}) WHERE ${matching(key)}`,
    );
  }

  /** Removes the rows with these keys. */
  drop(table: PgTable, rows: readonly Row[]): this {
    const { name, key } = shapeOf(table);
    return this.write(
      key,
      rows,
      (names, values) =>
        `DELETE FROM ${name} AS old USING ${values} AS given (${names}) WHERE ${matching(key)}`,
    );
  }

  async send(client: ClientBase): Promise<void> {
    if (this.parts.length === 0) return;
    const parts = this.parts.map((part, index) => `w${index} AS (${part})`);
    const text = `WITH ${parts.join(', ')} SELECT`;
    await client.query({ name: planOf(text), text, values: this.values });
  }

  private write(
    columns: readonly Column[],
    rows: readonly Row[],
    statement: (names: string, values: string) => string,
  ): this {
    if (rows.length === 0) return this;
    const first = this.values.length + 1;
    const arrays = columns.map(({ type }, index) => `$${first + index}::${type}[]`);
    const names = columns.map(({ name }) => name).join(', ');
    this.parts.push(statement(names, `unnest(${arrays.join(', ')})`));
    for (const { field, encode } of columns) {
      this.values.push(rows.map((row) => encode((row as Record<string, unknown>)[field])));
    }
    return this;
  }
}

type Column = { name: string; field: string; type: string; encode: (value: unknown) => unknown };
type Shape = { name: string; columns: readonly Column[]; key: readonly Column[] };

const shapes = new Map<PgTable, Shape>();

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const { name, primaryKeys } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table)).map(([field, column]) => ({
    name: quoted(toSnakeCase(field)),
    field,
    type: column.getSQLType().replace(/ COLLATE .*/, ''),
    isKey:
      column.primary ||
      primaryKeys.some((key) => key.columns.some((each) => each.name === column.name)),
    encode: (value: unknown) =>
      value === null || value === undefined ? null : column.mapToDriverValue(value),
  }));
  const shape = { name: quoted(name), columns, key: columns.filter(({ isKey }) => isKey) };
  shapes.set(table, shape);
  return shape;
}

/** The columns that the first row has. */
const givenBy = (columns: readonly Column[], rows: readonly Row[]) =>
  columns.filter(({ field }) => (rows[0] as Record<string, unknown>)?.[field] !== undefined);

const quoted = (name: string) => `"${name}"`;
const matching = (key: readonly Column[]) =>
  key.map(({ name }) => `old.${name} = given.${name}`).join(' AND ');

/** Names for the few texts that there are, under which the server keeps their plans. */
const plans = new Map<string, string>();
function planOf(text: string): string {
  const name = plans.get(text) ?? `write_${plans.size}`;
  plans.set(text, name);
  return name;
}
