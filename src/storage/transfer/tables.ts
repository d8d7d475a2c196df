import { is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../postgres/schema.ts';
import { POSITION, type Shape, shapeOf } from '../postgres/shapes.ts';

/** A table that both engines have, and sort by its key alike. */
export type CommonTable = Shape & {
  /** Whether its rows belong to municipalities. */
  tenant: boolean;
};

/** Values as SQLite keeps them, in the order of the columns. */
export type RawRow = (string | number | null)[];

/** All tables but the log, which PostgreSQL alone has. */
export const COMMON_TABLES: CommonTable[] = Object.values(schema)
  .filter((table) => is(table, PgTable) && table !== schema.log)
  .map((table) => ({ ...shapeOf(table), tenant: 'municipalityId' in table }));

/** @returns names of columns, as a statement lists them */
export const namesOf = (columns: Shape['columns']) => columns.map(({ name }) => name);

/** The same, with positions moved. */
export const movedBy = (offset: number, columns: Shape['columns']) =>
  namesOf(columns).map((name) => (name === POSITION ? `${name} + ${offset}` : name));
