import { expect, it } from 'vitest';
import type { HarvestLike } from '../../../src/domain/batch/harvest.ts';
import { harvested, held, kitPassed, move, TODAY, voided } from '../../domain/given.ts';
import type { Subject } from '../contract.ts';
import { codeOf, type Draft, Scribe } from '../scribe.ts';

const [ONE, TWO, THREE] = [codeOf(1), codeOf(2), codeOf(3)] as const;
const like = { farmerId: 'f1', cropId: 'c1', harvestedOn: TODAY, since: '2026' };
const unlike = { cropId: 'another' };

export function alikeContract(storage: Subject): void {
  /** Hands in a harvest that is like no other, if there is none like that. */
  async function handedUnless(unless: HarvestLike, code: string, municipalityId = 'm1') {
    const scribe = new Scribe(storage, municipalityId);
    return scribe.hand({ ...scribe.draft([code, harvested(1, unlike)]), unless });
  }

  it('adds nothing where there is a harvest that there must not be, and names the newest', async () => {
    const scribe = new Scribe(storage);
    await scribe.write([ONE, harvested(1)], [TWO, harvested(2)]);
    const draft: Draft = { ...scribe.draft([THREE, harvested(3)]), unless: like };
    expect(await scribe.hand(draft)).toEqual({ kind: 'alike', code: TWO });
    expect(await storage().batch('m1', THREE)).toBeNull();
    expect(await storage().events('m1', THREE)).toEqual([]);
    expect(await storage().command('m1', draft.command.key)).toBeNull();
    // Once it was said that it is another, the same command is carried out.
    expect(await scribe.hand({ ...draft, unless: null })).toEqual({ kind: 'appended' });
  });

  it('means the same farmer, crop and day of the same municipality, since a moment', async () => {
    const [written] = await new Scribe(storage).write([ONE, harvested(1)]);
    const appended = { kind: 'appended' };
    const others = [
      { farmerId: 'f2' },
      { cropId: 'c3' },
      { harvestedOn: '2026-11-18' },
      { since: '2026-12' },
    ];
    for (const [n, other] of others.entries()) {
      expect(await handedUnless({ ...like, ...other }, codeOf(10 + n))).toEqual(appended);
    }
    expect(await handedUnless(like, codeOf(20), 'm2')).toEqual(appended);
    const since = written!.serverTime;
    expect(await handedUnless({ ...like, since }, TWO)).toEqual({ kind: 'alike', code: ONE });
  });

  it('does not mean one that was voided, but one on hold', async () => {
    const scribe = new Scribe(storage);
    await scribe.tell(ONE, harvested(1));
    const again = await scribe.tell(TWO, harvested(9_000));
    await scribe.tell(TWO, held('recall'));
    expect(await handedUnless(like, THREE)).toEqual({ kind: 'alike', code: TWO });
    await scribe.tell(TWO, voided(again.id, move('network/n1', 'field/n1', 9_000)));
    expect(await handedUnless(like, THREE)).toEqual({ kind: 'alike', code: ONE });
  });

  it('answers a command that it knows, though its own harvest is there now', async () => {
    const scribe = new Scribe(storage);
    const draft: Draft = { ...scribe.draft([ONE, harvested(1)]), unless: like };
    expect(await scribe.hand(draft)).toEqual({ kind: 'appended' });
    expect(await scribe.hand(draft)).toEqual({ kind: 'answered', command: draft.command });
  });

  it('takes one of those that come together, and all that come along', async () => {
    const scribe = new Scribe(storage);
    await scribe.tell(ONE, harvested(1, unlike));
    const alike = Array.from({ length: 20 }, (_, n) => ({
      ...scribe.draft([codeOf(10 + n), harvested(1)]),
      unless: like,
    }));
    const others = [TWO, THREE].map((code) => scribe.draft([code, harvested(1, unlike)]));
    const later = scribe.draft([ONE, kitPassed()]);
    const drafts = [...alike.slice(0, 10), ...others, later, ...alike.slice(10)];
    const results = await Promise.all(drafts.map((draft) => scribe.hand(draft)));
    const first = { kind: 'alike', code: codeOf(10) };
    const appended = { kind: 'appended' };
    expect(results).toEqual([
      appended,
      ...Array(9).fill(first),
      ...[appended, appended, appended],
      ...Array(10).fill(first),
    ]);
  });

  it('takes all that come along also where there was one before', async () => {
    const scribe = new Scribe(storage);
    await scribe.tell(ONE, harvested(1));
    const drafts = [TWO, THREE].map((code) => scribe.draft([code, harvested(1, unlike)]));
    const alike = { ...scribe.draft([codeOf(4), harvested(1)]), unless: like };
    const results = await Promise.all(
      [drafts[0]!, alike, drafts[1]!].map((draft) => scribe.hand(draft)),
    );
    expect(results.map(({ kind }) => kind)).toEqual(['appended', 'alike', 'appended']);
  });
}
