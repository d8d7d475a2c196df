import pg from 'pg';
import { migrate } from '../postgres/migrations.ts';
import { unnest } from '../postgres/shapes.ts';
import { COMMON_TABLES, type CommonTable, movedBy, namesOf, type RawRow } from './tables.ts';

/** A PostgreSQL database that is being filled: until it is kept, nobody sees any of it in the tables. */
export type Target = {
  /** Tables that hold something, or something of this municipality. */
  taken(municipalityId: string | null): Promise<string[]>;
  /** Makes room beside the tables, and clears away what was interrupted of another transfer. */
  begin(digest: string): Promise<void>;
  /** How many rows of a table have come so far, in the order of the key. */
  staged(table: CommonTable): Promise<number>;
  /** Puts rows beside the table, where they stay. */
  add(table: CommonTable, rows: RawRow[]): Promise<void>;
  /** From now on servers on this database wait with what they write. @returns the last position of its log */
  lock(): Promise<number>;
  /** Puts all that has come into the tables. @param offset what positions grow by */
  place(offset: number): Promise<void>;
  /** All rows, or those of this municipality, in the order of the key. */
  read(table: CommonTable, municipalityId: string | null): Promise<Cursor>;
  /** Lets everybody see it. */
  keep(): Promise<void>;
  /** Leaves nothing in the tables of what was not kept. */
  close(): Promise<void>;
};
type Cursor = { next(count: number): Promise<RawRow[]>; close(): Promise<void> };

/** Where rows wait until all have come. */
const STAGE = 'tonnam_transfer';
/** Anything, as long as it is always the same: one transfer at a time. */
const LOCK = 7_266_602;

/**
 * Brings the tables up to date.
 * @throws Error of the client, or of a database that a newer version has changed
 */
export async function openTarget(url: string): Promise<Target> {
  // As patient as it takes, unlike a server's connections.
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'tonnam transfer' });
  pool.on('error', () => {});
  try {
    await migrate(pool, () => {});
    const client = await pool.connect();
    client.on('error', () => {});
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    return targetOf(pool, client);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

function targetOf(pool: pg.Pool, client: pg.PoolClient): Target {
  const stageOf = ({ name }: CommonTable) => `${STAGE}.${name}`;
  return {
    async taken(municipalityId) {
      const held: string[] = [];
      for (const table of COMMON_TABLES) {
        const { where, values } = those(table, municipalityId);
        const text = `SELECT 1 FROM ${table.name} ${where} LIMIT 1`;
        if ((await client.query(text, values)).rowCount) held.push(table.name);
      }
      return held;
    },
    async begin(digest) {
      const source = `${STAGE}.source`;
      const make = `CREATE SCHEMA IF NOT EXISTS ${STAGE}; CREATE TABLE IF NOT EXISTS ${source} (digest text)`;
      await client.query(make);
      const { rows } = await client.query(`SELECT digest FROM ${source}`);
      if (rows[0] && rows[0].digest !== digest) {
        await client.query(`DROP SCHEMA ${STAGE} CASCADE; ${make}`);
      }
      if (rows[0]?.digest !== digest) {
        await client.query(`INSERT INTO ${source} VALUES ($1)`, [digest]);
      }
      for (const table of COMMON_TABLES) {
        await client.query(`CREATE TABLE IF NOT EXISTS ${stageOf(table)} (LIKE ${table.name})`);
      }
    },
    async staged(table) {
      const { rows } = await client.query(`SELECT count(*) FROM ${stageOf(table)}`);
      return Number(rows[0].count);
    },
    async add(table, rows) {
      await client.query(
        `INSERT INTO ${stageOf(table)} (${namesOf(table.columns)}) SELECT * FROM ${unnest(table.columns)}`,
        table.columns.map((_, index) => rows.map((row) => row[index])),
      );
    },
    async lock() {
      await client.query('BEGIN');
      const { rows } = await client.query('SELECT position FROM log FOR UPDATE');
      return Number(rows[0].position);
    },
    async place(offset) {
      for (const table of COMMON_TABLES) {
        const { name, columns } = table;
        await client.query(
          `INSERT INTO ${name} (${namesOf(columns)}) SELECT ${movedBy(offset, columns)} FROM ${stageOf(table)}`,
        );
      }
      // The figures that queries are planned by.
      await client.query('ANALYZE');
    },
    async read(table, municipalityId) {
      const { where, values } = those(table, municipalityId);
      await client.query(
        `DECLARE rows_of CURSOR FOR SELECT ${namesOf(table.columns)} FROM ${table.name} ${where} ORDER BY ${namesOf(table.key)}`,
        values,
      );
      return {
        async next(count) {
          const text = `FETCH ${count} FROM rows_of`;
          return (await client.query<RawRow>({ text, rowMode: 'array', types: AS_SQLITE })).rows;
        },
        close: async () => void (await client.query('CLOSE rows_of')),
      };
    },
    async keep() {
      await client.query(
        'UPDATE log SET position = greatest(position, (SELECT max(position) FROM events))',
      );
      await client.query(`DROP SCHEMA ${STAGE} CASCADE; COMMIT`);
    },
    async close() {
      client.release(true);
      await pool.end();
    },
  };
}

function those({ tenant }: CommonTable, municipalityId: string | null) {
  if (municipalityId === null) return { where: '', values: [] };
  return tenant
    ? { where: 'WHERE municipality_id = $1', values: [municipalityId] }
    : { where: 'WHERE false', values: [] };
}

const { BOOL, INT8, FLOAT8 } = pg.types.builtins;

/** Values as SQLite has them. */
const AS_SQLITE = {
  getTypeParser: (type: number) => (value: string) => {
    if (type === BOOL) return value === 't' ? 1 : 0;
    return type === INT8 || type === FLOAT8 ? Number(value) : value;
  },
} as pg.CustomTypesConfig;
