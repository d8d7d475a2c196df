import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedEvent } from '../../src/domain/batch/events.ts';
import { type ChainFault, chainFaults, hashOf, seal } from '../../src/domain/chain.ts';
import {
  arrivedAs,
  calledBack,
  cooked,
  counted,
  harvested,
  held,
  kitFailed,
  laboratoryPassed,
  lead,
  line,
  move,
  network,
  occurrence,
  part,
  released,
  sent,
  voided,
} from './given.ts';

const told = [
  harvested(10_000, { spray: { sprayedOn: '2026-11-01', product: 'x', intervalDays: 7 } }),
  kitFailed(),
  held('recall'),
  laboratoryPassed(),
  released(),
  sent('d1', 4_000),
  arrivedAs(
    'd1',
    line(3_000, { rejected: part(1_000, 'return') }),
    move('transit/d1', 'kitchen/k1', 3_000),
    move('transit/d1', 'network/n1', 1_000),
  ),
  cooked(2_000),
  sent('d2', 1_000),
  calledBack('d2', 1_000),
  counted(network, 7_000, 6_500),
  voided('e8', move('cooked/k1', 'kitchen/k1', 2_000)),
];
const chain: SealedEvent[] = [];
for (const event of told) {
  const sealed = occurrence(event, chain.length + 1, event.by ?? lead);
  chain.push(seal(sealed, chain.at(-1)?.hash ?? null));
}

const fault = (version: number, kind: ChainFault['fault']): ChainFault => ({
  version,
  event: `e${version}`,
  fault: kind,
});

/** Paths of every value in an event, leaves and branches. */
const paths = (value: unknown, path: string[] = []): string[][] => [
  ...(path.length > 0 ? [path] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))
    : []),
];
function altered(event: SealedEvent, path: string[], alter: (parent: never, key: string) => void) {
  const copy = structuredClone(event);
  let parent: unknown = copy;
  for (const key of path.slice(0, -1)) parent = (parent as Record<string, unknown>)[key];
  alter(parent as never, path.at(-1) as string);
  return copy;
}
const other = (value: unknown) =>
  typeof value === 'number'
    ? value + 1
    : typeof value === 'string'
      ? `${value}x`
      : value === null
        ? 'x'
        : typeof value === 'boolean'
          ? !value
          : null;
const withEvent = (index: number, event: SealedEvent) => chain.with(index, event);

describe('a hash', () => {
  it('is over the form that RFC 8785 describes, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(hashOf(value)).toBe(hash('sha256', canonicalize(value) as string, 'hex'));
      }),
    );
    expect(hashOf({ '10': -0, '9': 1e21, '\u20ac': '\ud800"\\\n', é: [1e-7, {}] })).toBe(
      hash('sha256', '{"10":0,"9":1e+21,"é":[1e-7,{}],"€":"\\ud800\\"\\\\\\n"}', 'hex'),
    );
  });

  it('is SHA-256 over the canonical form: the order of keys does not matter, of lists it does', () => {
    expect(hashOf({ b: 1, a: [1, 2] })).toBe(hashOf({ a: [1, 2], b: 1 }));
    expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
    // sha256sum of the bytes {"a":"น"}
    expect(hashOf({ a: 'น' })).toBe(
      'e2f79349383ef7ddccbb68b09bd3c2c5d884ae44b68c08f383d985f499feddb4',
    );
  });

  it('is of JSON values only', () => {
    expect(() => hashOf(undefined)).toThrow(TypeError);
    expect(() => hashOf(Number.NaN)).toThrow();
  });
});

describe('a chain of events', () => {
  it('has no fault as the book wrote it, nor read back from JSON with keys in another order', () => {
    expect(chainFaults(chain)).toEqual([]);
    const reread = chain.map((event) =>
      Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(event))).reverse()),
    );
    expect(chainFaults(reread as unknown as SealedEvent[])).toEqual([]);
    expect(chainFaults([])).toEqual([]);
  });

  it('begins with no hash before it', () => {
    expect(chain[0]?.previousHash).toBeNull();
    expect(chain[1]?.previousHash).toBe(chain[0]?.hash);
  });

  it('shows any change of any field of any event, and names the event', () => {
    let tried = 0;
    chain.forEach((event, index) => {
      for (const path of paths(event)) {
        const changed = altered(event, path, (parent: Record<string, unknown>, key) => {
          parent[key] = other(parent[key]);
        });
        const faults = chainFaults(withEvent(index, changed));
        expect(faults, `${event.type} ${path.join('.')}`).toContainEqual({
          version: changed.version,
          event: changed.id,
          fault: 'altered',
        });
        tried++;
      }
    });
    expect(tried).toBeGreaterThan(12 * 20);
  });

  it('shows a field taken away and a field added', () => {
    chain.forEach((event, index) => {
      for (const path of paths(event).filter(([key]) => key !== 'id' && key !== 'version')) {
        const lacking = altered(event, path, (parent: Record<string, unknown>, key) => {
          if (Array.isArray(parent)) parent.splice(Number(key), 1);
          else delete parent[key];
        });
        expect(chainFaults(withEvent(index, lacking)), path.join('.')).toContainEqual(
          fault(index + 1, 'altered'),
        );
      }
      const more = structuredClone(event);
      Object.assign(more.data, { extra: 1 });
      expect(chainFaults(withEvent(index, more))).toContainEqual(fault(index + 1, 'altered'));
    });
  });

  it('shows an event that was changed and given a fitting hash: the next one does not name it', () => {
    chain.slice(0, -1).forEach(({ hash: _, previousHash, ...event }, index) => {
      const forged = seal({ ...event, serverTime: '2026-11-22T01:00:00.000Z' }, previousHash);
      expect(chainFaults(withEvent(index, forged))).toEqual([fault(index + 2, 'unlinked')]);
    });
  });

  it('shows an event that is gone from anywhere but the end', () => {
    for (let gone = 0; gone < chain.length - 1; gone++) {
      const faults = chainFaults(chain.toSpliced(gone, 1));
      expect(faults).toContainEqual(fault(gone + 2, 'gap'));
      expect(faults).toContainEqual(fault(gone + 2, 'unlinked'));
    }
  });

  it('shows an event that was put in between, once sealed to what is before it', () => {
    for (let at = 1; at <= chain.length - 1; at++) {
      const { hash: _, previousHash: __, ...copy } = chain[at] as SealedEvent;
      const inserted = seal({ ...copy, id: 'planted' }, chain[at - 1]?.hash ?? null);
      const faults = chainFaults(chain.toSpliced(at, 0, inserted));
      expect(faults).toContainEqual(fault(at + 1, 'unlinked'));
      expect(faults).toContainEqual(fault(at + 1, 'gap'));
    }
  });

  it('shows events that changed places', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(chain, { minLength: chain.length, maxLength: chain.length }),
        (events) => {
          const moved = events.findIndex((event, index) => event !== chain[index]);
          const faults = chainFaults(events);
          if (moved === -1) expect(faults).toEqual([]);
          else expect(faults[0]).toEqual({ ...fault(0, 'gap'), ...where(events[moved]) });
        },
      ),
    );
  });
});

const where = (event: SealedEvent | undefined) => ({ version: event?.version, event: event?.id });
