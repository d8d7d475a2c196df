import pg from 'pg';

export type Value = string | number | boolean | null;

const { BOOL, FLOAT8, INT8, TEXT } = pg.types.builtins;

/** By the names of the types that our columns have; null: as many bytes as its text. */
const TYPES: Record<string, { oid: number; bytes: number | null }> = {
  text: { oid: TEXT, bytes: null },
  bigint: { oid: INT8, bytes: 8 },
  boolean: { oid: BOOL, bytes: 1 },
  'double precision': { oid: FLOAT8, bytes: 8 },
};

/** In front of the values: dimensions, whether there are nulls, type, how many values, number of the first. */
const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL = -1;

/**
 * An array in PostgreSQL's binary format, which neither side has to quote and to parse.
 * @param type of the values, as PostgreSQL names it
 */
export function arrayOf(type: string, values: readonly Value[]): Buffer {
  const { oid, bytes } = TYPES[type] ?? unknown(type);
  let length = HEAD_BYTES;
  for (const value of values) {
    length += LENGTH_BYTES;
    if (value !== null) length += bytes ?? Buffer.byteLength(value as string);
  }
  const array = Buffer.allocUnsafe(length);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(Number(values.includes(null)), 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const value of values) {
    const end = at + LENGTH_BYTES;
    const written = value === null ? NULL : write(array, oid, value as never, end);
    array.writeInt32BE(written, at);
    at = end + Math.max(written, 0);
  }
  return array;
}

function unknown(type: string): never {
  throw new Error(`no binary form of ${type}`);
}

/** @returns how many bytes */
function write(to: Buffer, oid: number, value: never, at: number): number {
  switch (oid) {
    case INT8:
      to.writeInt32BE(Math.floor(value / 2 ** 32), at);
      return to.writeInt32BE(value | 0, at + 4) - at;
    case BOOL:
      return to.writeUInt8(Number(value), at) - at;
    case FLOAT8:
      return to.writeDoubleBE(value, at) - at;
    default:
      return to.write(value, at);
  }
}
