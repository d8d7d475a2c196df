/** The reads that happen all day go through an index and sort nothing, however long the book is. */
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, it } from 'vitest';
import type { HarvestLike } from '../../src/domain/batch/harvest.ts';
import { accessReads } from '../../src/storage/reads/access.ts';
import { bookReads } from '../../src/storage/reads/book.ts';
import { registryReads } from '../../src/storage/reads/registry.ts';
import { reportReads } from '../../src/storage/reads/report.ts';
import { rollReads } from '../../src/storage/reads/rolls.ts';
import { bookRows } from '../../src/storage/sqlite/rows.ts';
import * as t from '../../src/storage/sqlite/schema.ts';
import { kitchen, network, TODAY } from '../domain/given.ts';
import { sqliteFile } from './sqlite-file.ts';

const page = { limit: 50, cursor: null };
const later = { limit: 50, cursor: Buffer.from('1000').toString('base64url') };
const cook = { farmerIds: [], places: [kitchen] };
const grower = { farmerIds: ['f1'], places: [] };
const asked = {
  farmerId: 'f1',
  cropId: 'c1',
  harvestedOn: TODAY,
  since: '2026',
};
const SUMS = ['the figures of a week', 'what is late', 'what a report finds on hand'];
const reported = { from: '2026', to: '2027', after: ['2026', 7] as [string, number], limit: 9 };
type Reads = ReturnType<typeof bookReads> &
  ReturnType<typeof reportReads> &
  ReturnType<typeof registryReads> &
  ReturnType<typeof rollReads> &
  ReturnType<typeof accessReads> & {
    harvestLike(municipalityId: string, like: HarvestLike): Promise<unknown>;
  };

it.each<[string, string, (reads: Reads) => Promise<unknown>]>([
  ['a batch', 'code=?', (reads) => reads.batch('m1', 'A')],
  ['a batch by its label', 'code=?', (reads) => reads.batchAnywhere('A')],
  ['the roll of a label', 'code=?', (reads) => reads.rollOf('A')],
  ['the events of a batch', 'batch=? AND version>?', (reads) => reads.events('m1', 'A')],
  [
    'the balances of a batch',
    'PRIMARY KEY (municipality_id=? AND position=?',
    (reads) => reads.balances('m1', 'A'),
  ],
  [
    'a harvest like another',
    'municipality_id=? AND farmer_id=?',
    (reads) => reads.harvestLike('m1', asked),
  ],
  ['all codes, a page at a time', 'code>?', (reads) => reads.codesAfter('m1', 'A', 100)],
  [
    'the batches of a municipality',
    'municipality_id=? AND status=?',
    (reads) => reads.batches('m1', undefined, {}, page),
  ],
  ['more of them', 'position<?', (reads) => reads.batches('m1', undefined, {}, later)],
  [
    'those of a status',
    'status=? AND position<?',
    (reads) => reads.batches('m1', undefined, { status: 'on_hold' }, later),
  ],
  ['those of a farmer', 'farmer_id=?', (reads) => reads.batches('m1', grower, {}, page)],
  [
    'those of a place',
    'PRIMARY KEY (municipality_id=? AND place=? AND position<?',
    (reads) => reads.batches('m1', cook, {}, later),
  ],
  [
    'what is stopped at a kitchen',
    'municipality_id=? AND status=?',
    (reads) => reads.stoppedAt('m1', [kitchen]),
  ],
  ['deliveries to a kitchen', 'to_place=?', (reads) => reads.deliveries('m1', cook, {}, page)],
  [
    'deliveries to a kitchen today',
    'to_place=? AND deliver_on=?',
    (reads) => reads.deliveries('m1', undefined, { to: kitchen, deliverOn: TODAY }, page),
  ],
  [
    'deliveries on their way',
    'to_place=? AND status=? AND position<?',
    (reads) => reads.deliveries('m1', undefined, { to: kitchen, status: 'in_transit' }, later),
  ],
  [
    'meals of a kitchen',
    'place=? AND type=?',
    (reads) => reads.entries('m1', cook, { type: 'cooked' }, page),
  ],
  [
    'waste of a day at a place',
    'place=? AND type=? AND at>?',
    (reads) =>
      reads.entries('m1', undefined, { type: 'discarded', place: network, from: 'a' }, page),
  ],
  [
    'the figures of a week',
    'harvested_on>? AND harvested_on<?',
    (reads) => reads.figures('m1', '2026-11-16', TODAY),
  ],
  ['what is late', 'account>? AND account<?', (reads) => reads.late('m1', TODAY, 9)],
  [
    'sales for a report',
    'municipality_id=? AND type=? AND at>? AND at<?',
    (reads) => reads.reportEntries('m1', { type: 'sold', of: { by: 'all' }, ...reported }),
  ],
  ...(['farmer', 'network'] as const).map(
    (by): [string, string, (reads: Reads) => Promise<unknown>] => [
      `harvests of a ${by} for a report`,
      'municipality_id=? AND type=? AND at>? AND at<?',
      (reads) =>
        reads.reportEntries('m1', { type: 'harvest-registered', of: { by, id: 'x' }, ...reported }),
    ],
  ),
  [
    'meals of a kitchen for a report',
    'place=? AND type=? AND at>? AND at<?',
    (reads) =>
      reads.reportEntries('m1', {
        type: 'cooked',
        of: { by: 'place', place: kitchen },
        ...reported,
      }),
  ],
  [
    'corrections for a report',
    'municipality_id=? AND server_time>? AND server_time<?',
    (reads) => reads.reportEntries('m1', { type: 'corrected', of: { by: 'all' }, ...reported }),
  ],
  ['what a report finds on hand', 'account>? AND account<?', (reads) => reads.holdings('m1')],
  ['certificates of a farmer', 'farmer_id=?', (reads) => reads.certificatesOf('m1', 'f1', 'n1')],
  ['a session', 'token_hash=?', (reads) => reads.session('t', TODAY)],
  ['a link or card', 'digest=?', (reads) => reads.passBehind('d', TODAY)],
  ['links and cards of a user', 'user_id=?', (reads) => reads.passesOf('m1', 'u1', TODAY)],
  ['a program', 'digest=?', (reads) => reads.programBehind('d', TODAY)],
  ['failed sign-ins', 'subject=?', (reads) => reads.signInCount('s')],
  [
    'a registry list',
    'municipality_id=?',
    (reads) => reads.registryEntries('m1', 'farmers', undefined, {}, page),
  ],
])('%s: by %s', async (name, columns, read) => {
  const { open, raw } = sqliteFile();
  await open().close();
  const database = raw();
  const queries: { sql: string; params: unknown[] }[] = [];
  const logger = { logQuery: (sql: string, params: unknown[]) => queries.push({ sql, params }) };
  const db = drizzle(database, { casing: 'snake_case', logger: logger as never });
  const reader = { db, t };
  await read({
    ...bookReads(reader),
    ...reportReads(reader),
    ...registryReads(reader),
    ...rollReads(reader),
    ...accessReads(reader),
    harvestLike: async (...of) => bookRows(db as never).harvestLike(...of),
  });
  const steps: string[] = [];
  for (const { sql, params } of queries.filter((query) => !query.sql.includes('delivery_lines'))) {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as {
      detail: string;
    }[];
    steps.push(...plan.map(({ detail }) => detail));
  }
  // What is added up or sorted is no more than what the index found.
  const sums = /^USE TEMP B-TREE FOR (GROUP BY|(LAST TERM OF )?ORDER BY|DISTINCT)/;
  const search = /^SEARCH \w+ USING ((COVERING )?INDEX|(INTEGER )?PRIMARY KEY)/;
  const others = steps.filter(
    (step) => !search.test(step) && !(SUMS.includes(name) && sums.test(step)),
  );
  expect(others).toEqual([]);
  expect(steps.join('\n')).toContain(`${columns})`);
});
