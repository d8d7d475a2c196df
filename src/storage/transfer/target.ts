import pg from 'pg';
import { migrate } from '../postgres/migrations.ts';
import { COMMON_TABLES, type CommonTable, quoted, type RawRow } from './tables.ts';

/** A PostgreSQL database that is being filled in one transaction: until it is kept, nobody sees any of it. */
export type Target = {
  /** The last position of its log. */
  position: number;
  /** Tables that hold something, or something of this municipality. */
  taken(municipalityId: string | null): Promise<string[]>;
  add(table: CommonTable, rows: RawRow[]): Promise<void>;
  /** Brings the figures that queries are planned by up to date. */
  analyze(): Promise<void>;
  /** All rows, or those of this municipality, in the order of the key. */
  read(table: CommonTable, municipalityId: string | null): Promise<Cursor>;
  /** Lets everybody see it. */
  keep(): Promise<void>;
  /** Leaves nothing of what was not kept. */
  close(): Promise<void>;
};
type Cursor = { next(count: number): Promise<RawRow[]>; close(): Promise<void> };

/**
 * Brings the tables up to date, and locks the log: servers on this database wait meanwhile with what they write.
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
    return await targetOf(pool, client);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function targetOf(pool: pg.Pool, client: pg.PoolClient): Promise<Target> {
  const closeAll = async () => {
    client.release(true);
    await pool.end();
  };
  const begin = async () => {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT position FROM log FOR UPDATE');
    return Number(rows[0].position);
  };
  const position = await begin().catch(async (error) => {
    client.release(true);
    throw error;
  });
  return {
    position,
    async taken(municipalityId) {
      const held: string[] = [];
      for (const table of COMMON_TABLES) {
        const { where, values } = those(table, municipalityId);
        const text = `SELECT 1 FROM ${quoted(table.name)} ${where} LIMIT 1`;
        if ((await client.query(text, values)).rowCount) held.push(table.name);
      }
      return held;
    },
    async add({ name, columns }, rows) {
      const names = columns.map((column) => quoted(column.name));
      const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`);
      const text = `INSERT INTO ${quoted(name)} (${names}) SELECT * FROM unnest(${arrays})`;
      await client.query(
        text,
        columns.map((_, index) => rows.map((row) => row[index])),
      );
    },
    analyze: async () => void (await client.query('ANALYZE')),
    async read(table, municipalityId) {
      const { where, values } = those(table, municipalityId);
      const names = table.columns.map(({ name }) => quoted(name));
      await client.query(
        `DECLARE rows_of CURSOR FOR SELECT ${names} FROM ${quoted(table.name)} ${where} ORDER BY ${table.key.map(quoted)}`,
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
      await client.query('COMMIT');
    },
    close: closeAll,
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
