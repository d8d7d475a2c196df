import { getTableColumns } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Value } from './arrays.ts';

/** Its name is quoted, as it stands in a statement. */
export type Column = {
  name: string;
  field: string;
  type: string;
  /** A value as the client takes it. */
  encode: (value: unknown) => Value;
};
export type Shape = { name: string; columns: readonly Column[]; key: readonly Column[] };

const shapes = new Map<PgTable, Shape>();

/** What a table is called, its columns, and those of its primary key in their order. */
export function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table);
  if (known) return known;
  const { name, primaryKeys } = getTableConfig(table);
  const declared = Object.entries(getTableColumns(table));
  const columns = declared.map(
    ([field, column]): Column => ({
      name: quoted(toSnakeCase(field)),
      field,
      type: column.getSQLType().replace(/ COLLATE .*/, ''),
      encode: (value) =>
        value === null || value === undefined ? null : (column.mapToDriverValue(value) as Value),
    }),
  );
  const primary =
    primaryKeys[0]?.columns ?? declared.flatMap(([, column]) => (column.primary ? [column] : []));
  const key = primary.map(
    (one) => columns[declared.findIndex(([, column]) => column.name === one.name)]!,
  );
  const shape = { name, columns, key };
  shapes.set(table, shape);
  return shape;
}

const quoted = (name: string) => `"${name}"`;

/** The column that says where in the log a row belongs. */
export const POSITION = quoted('position');

/**
 * Rows as one array a column, so that the statement is the same for one and for a thousand.
 * @param first number of the first parameter
 */
export const unnest = (columns: readonly Column[], first = 1): string =>
  `unnest(${columns.map(({ type }, index) => `$${first + index}::${type}[]`)})`;
