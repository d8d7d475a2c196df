import pg from 'pg';
import { expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/app/ports.ts';
import { unavailable } from '../../src/storage/postgres/errors.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });
const fromServer = (code: string) =>
  Object.assign(new pg.DatabaseError(code, 0, 'error'), { code });

it.each([
  ['a connection that is refused', withCode('ECONNREFUSED')],
  ['one that breaks while something is written to it', withCode('EPIPE')],
  ['one that is written to after it ended', withCode('ERR_STREAM_WRITE_AFTER_END')],
  ['one that is closed', withCode('ERR_STREAM_DESTROYED')],
  ['a server that goes away', new Error('Connection terminated unexpectedly')],
  [
    'an answer that nobody asked for',
    new Error('Received unexpected dataRow message from backend.'),
  ],
  ['a server that shuts down', fromServer('57P01')],
  [
    'whatever of these is the cause of another error',
    new Error('Failed query', { cause: withCode('EPIPE') }),
  ],
])('%s is a fault of the machine', (_, error) => {
  expect(unavailable(error)).toBeInstanceOf(StorageUnavailable);
});

it.each([
  ['a fault of the program', new TypeError('connection is not a function')],
  ['a row that may not be written', fromServer('23502')],
])('%s stays what it is', (_, error) => {
  expect(unavailable(error)).toBe(error);
});
