/**
 * What every storage engine promises the use-cases, whatever it is made of. An engine's own test file
 * calls this with a way to open it; each test gets an empty one.
 */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Storage } from '../../src/app/ports.ts';
import { accessContract } from './contract/access.ts';
import { alikeContract } from './contract/alike.ts';
import { appendContract } from './contract/append.ts';
import { batchListsContract } from './contract/batch-lists.ts';
import { deliveriesContract } from './contract/deliveries.ts';
import { entriesContract } from './contract/entries.ts';
import { figuresContract } from './contract/figures.ts';
import { lifeContract } from './contract/life.ts';
import { passesContract } from './contract/passes.ts';
import { programsContract } from './contract/programs.ts';
import { projectionsContract } from './contract/projections.ts';
import { racesContract } from './contract/races.ts';
import { registryContract } from './contract/registry.ts';
import { registryListsContract } from './contract/registry-lists.ts';
import { reportsContract } from './contract/reports.ts';
import { rollsContract } from './contract/rolls.ts';
import { tenantsContract } from './contract/tenants.ts';

export type Opened = {
  storage: Storage;
  /** Closes the storage and opens it again on the same data. */
  reopen(): Promise<Storage>;
  /** Another one on the same data, as a second server would have it. */
  beside(): Promise<Storage>;
  /** Closes all that was opened and throws the data away. */
  close(): Promise<void>;
};

/** The storage of the test that runs. */
export type Subject = { (): Storage; opened(): Opened };

export function storageContract(name: string, open: () => Promise<Opened>): void {
  describe(name, () => {
    let current: Opened;
    beforeEach(async () => {
      current = await open();
    });
    afterEach(() => current.close());
    const subject: Subject = Object.assign(() => current.storage, { opened: () => current });

    describe('append', () => appendContract(subject));
    describe('harvests alike', () => alikeContract(subject));
    describe('races', () => racesContract(subject));
    describe('what is derived from the book', () => projectionsContract(subject));
    describe('lists of batches', () => batchListsContract(subject));
    describe('deliveries', () => deliveriesContract(subject));
    describe('entries', () => entriesContract(subject));
    describe('figures', () => figuresContract(subject));
    describe('reports', () => reportsContract(subject));
    describe('the registry', () => registryContract(subject));
    describe('lists of the registry', () => registryListsContract(subject));
    describe('sessions and sign-ins', () => accessContract(subject));
    describe('links and cards', () => passesContract(subject));
    describe('rolls of labels', () => rollsContract(subject));
    describe('programs', () => programsContract(subject));
    describe('two municipalities', () => tenantsContract(subject));
    describe('opening and closing', () => lifeContract(subject));
  });
}
