import { getTableColumns } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';

type Row = Record<string, unknown>;

/** Puts whole rows in, or in the place of those with their keys, in one statement however many they are. */
export async function putRows(client: ClientBase, table: PgTable, rows: Row[]): Promise<void> {
  const all = columnsOf(table);
  const key = keyOf(table);
  const changing = all.filter(({ name }) => !key.includes(name));
  const set = changing.map(({ name }) => `"${name}" = excluded."${name}"`).join(', ');
  await write(client, all, rows, (names, values) => {
    return `INSERT INTO ${nameOf(table)} (${names}) ${values}
      ON CONFLICT (${key.map(quoted)}) DO UPDATE SET ${set}`;
  });
}

/** Adds rows, of which none may be there. Columns that the first leaves out get their defaults. */
export async function addRows(client: ClientBase, table: PgTable, rows: Row[]): Promise<void> {
  const columns = givenBy(table, rows);
  await write(client, columns, rows, (names, values) => {
    return `INSERT INTO ${nameOf(table)} (${names}) ${values}`;
  });
}

/** Changes the columns that the rows have of the rows with their keys. */
export async function setRows(client: ClientBase, table: PgTable, rows: Row[]): Promise<void> {
  const key = keyOf(table);
  const columns = givenBy(table, rows);
  const set = columns
    .filter(({ name }) => !key.includes(name))
    .map(({ name }) => `"${name}" = given."${name}"`);
  await write(client, columns, rows, (names, values) => {
    return `UPDATE ${nameOf(table)} AS old SET ${set} FROM (${values}) AS given (${names})
      WHERE ${matching(key, 'old')}`;
  });
}

/** Removes the rows with these keys. */
export async function dropRows(client: ClientBase, table: PgTable, keys: Row[]): Promise<void> {
  const key = keyOf(table);
  const columns = columnsOf(table).filter(({ name }) => key.includes(name));
  await write(client, columns, keys, (names, values) => {
    return `DELETE FROM ${nameOf(table)} AS old USING (${values}) AS given (${names})
      WHERE ${matching(key, 'old')}`;
  });
}

/** One array a column, so that the statement is the same for one row and for a thousand. */
async function write(
  client: ClientBase,
  columns: Column[],
  rows: Row[],
  statement: (names: string, values: string) => string,
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  const text = statement(names, `SELECT * FROM unnest(${arrays})`);
  const values = columns.map(({ field, encode }) => rows.map((row) => encode(row[field])));
  await client.query({ text, values });
}

type Column = { name: string; field: string; type: string; encode: (value: unknown) => unknown };

function columnsOf(table: PgTable): Column[] {
  return Object.entries(getTableColumns(table)).map(([field, column]) => ({
    name: toSnakeCase(field),
    field,
    type: column.getSQLType().replace(/ COLLATE .*/, ''),
    encode: (value) =>
      value === null || value === undefined ? null : column.mapToDriverValue(value),
  }));
}

const givenBy = (table: PgTable, rows: Row[]) =>
  columnsOf(table).filter(({ field }) => rows[0]?.[field] !== undefined);

/** Columns of the primary key. */
function keyOf(table: PgTable): string[] {
  const { primaryKeys } = getTableConfig(table);
  return primaryKeys[0]!.columns.map(({ name }) => toSnakeCase(name));
}

const quoted = (name: string) => `"${name}"`;
const nameOf = (table: PgTable) => quoted(getTableConfig(table).name);
const matching = (key: string[], alias: string) =>
  key.map((name) => `${alias}."${name}" = given."${name}"`).join(' AND ');
