import { describe, expect, it } from 'vitest';
import { blockerOf, type Entry } from '../../../src/web/app/outbox/entry.ts';

const entry = (id: string, more: Partial<Entry>) =>
  ({ id, owner: 'a', state: 'waiting', makes: null, needs: [], ...more }) as Entry;

describe('an entry', () => {
  const harvest = entry('harvest', { makes: 'ABCDE12345' });
  const test = entry('test', { needs: ['ABCDE12345'] });

  it('waits for the harvest that it is about, be that waiting or refused', () => {
    expect(blockerOf(test, [harvest, test])).toBe(harvest);
    const refused = entry('harvest', { makes: 'ABCDE12345', state: 'refused' } as Partial<Entry>);
    expect(blockerOf(test, [refused, test])).toBe(refused);
  });

  it('waits for no other, nor for what is sent, gone, or somebody else’s', () => {
    const sent = entry('harvest', { makes: 'ABCDE12345', state: 'sent' } as Partial<Entry>);
    const other = entry('other', { makes: 'ZZZZZ99999' });
    const theirs = entry('harvest', { makes: 'ABCDE12345', owner: 'b' });
    for (const all of [[sent], [other], [theirs], []]) {
      expect(blockerOf(test, [...all, test])).toBeUndefined();
    }
  });
});
