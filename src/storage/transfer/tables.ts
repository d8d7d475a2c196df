import { getTableColumns, is } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../postgres/schema.ts';

/** A table that both engines have. */
export type CommonTable = {
  name: string;
  columns: { name: string; type: string }[];
  /** Columns of the primary key: both engines sort by them alike. */
  key: string[];
  /** Whether its rows belong to municipalities. */
  tenant: boolean;
};

/** Values as SQLite keeps them, in the order of the columns. */
export type RawRow = (string | number | null)[];

/** All tables but the log, which PostgreSQL alone has. */
export const COMMON_TABLES: CommonTable[] = Object.values(schema)
  .filter((table) => is(table, PgTable) && table !== schema.log)
  .map((table) => {
    const { name, primaryKeys } = getTableConfig(table);
    const columns = Object.entries(getTableColumns(table)).map(([field, column]) => ({
      name: toSnakeCase(field),
      type: column.getSQLType().replace(/ COLLATE .*/, ''),
      primary: column.primary,
    }));
    const key = primaryKeys[0]
      ? primaryKeys[0].columns.map((column) => toSnakeCase(column.name))
      : columns.filter(({ primary }) => primary).map((column) => column.name);
    return {
      name,
      columns: columns.map(({ name, type }) => ({ name, type })),
      key,
      tenant: columns.some((column) => column.name === 'municipality_id'),
    };
  });

export const quoted = (name: string) => `"${name}"`;
