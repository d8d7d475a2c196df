import { afterAll, describe, expect, test } from 'vitest';
import { BadView, openPapers, PapersBusy } from '../../src/documents/index.ts';
import { readQr } from './tools.ts';
import { audit, LONG_NAME, label, longAudit } from './views.ts';

// Threads take a while to start on a busy machine.

const papers = openPapers();
afterAll(() => papers.close());

describe('papers from their own thread', () => {
  test('are labels in three formats and reports', async () => {
    const start = async (made: Promise<Uint8Array>) =>
      Buffer.from((await made).subarray(0, 5)).toString('latin1');
    expect(await start(papers.label(label, 'svg'))).toBe('<svg ');
    expect(await start(papers.label(label, 'png'))).toBe('\x89PNG\r');
    expect(await start(papers.label(label, 'pdf'))).toBe('%PDF-');
    expect(await start(papers.label([label, label], 'pdf', { paper: 'a4-24' }))).toBe('%PDF-');
    expect(await start(papers.audit(audit))).toBe('%PDF-');
  });

  test('leave the event loop free', async () => {
    await papers.audit(audit);
    let turns = 0;
    let finished = false;
    const turn = () => {
      turns++;
      if (!finished) setImmediate(turn);
    };
    setImmediate(turn);
    await papers.audit(longAudit(50));
    finished = true;
    // Drawn on this thread, a report takes a handful of turns, however long it is.
    expect(turns).toBeGreaterThan(50);
  });

  test('are the same to the byte from two threads with different pasts', async () => {
    const others = openPapers();
    try {
      await others.audit(longAudit(12));
      for (const make of [
        (p: typeof papers) => p.audit(audit),
        (p: typeof papers) => p.label(label, 'svg'),
        (p: typeof papers) => p.label(label, 'png'),
        (p: typeof papers) => p.label(label, 'pdf', { paper: 'a4-24', copies: 24 }),
      ]) {
        const [one, other] = await Promise.all([make(papers), make(others)]);
        expect(Buffer.from(one!).equals(Buffer.from(other!))).toBe(true);
      }
    } finally {
      await others.close();
    }
  });

  test('are refused when too many wait, and taken again afterwards', async () => {
    const narrow = openPapers({ threads: 1, queue: 1 });
    try {
      const answers = await Promise.allSettled([1, 2, 3].map(() => narrow.label(label, 'png')));
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect((answers[2] as PromiseRejectedResult).reason).toBeInstanceOf(PapersBusy);
      await expect(narrow.label(label, 'svg')).resolves.toBeInstanceOf(Uint8Array);
    } finally {
      await narrow.close();
    }
  });

  test('under way are finished when the house closes', async () => {
    const closing = openPapers();
    const made = closing.label(label, 'svg');
    await closing.close();
    expect((await made).length).toBeGreaterThan(1000);
  });
});

describe('a PNG', () => {
  test('is as wide as asked', async () => {
    const png = Buffer.from(await papers.label(label, 'png', { pixelWidth: 2240 }));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2240, 1184]);
    expect((await readQr(png)).text).toBe(label.url);
  });

  test.each([826, 0, 1120.5, 100_000])('is refused at %s pixels', async (pixelWidth) => {
    await expect(papers.label(label, 'png', { pixelWidth })).rejects.toThrow(/pixelWidth/);
  });
});

describe('a view that cannot be printed is refused', () => {
  test.each([
    ['a code with a letter that is not Crockford', { code: '7K3MQ9X2TI' }, /code/],
    ['a short code', { code: '7K3MQ' }, /code/],
    ['a day that is not in the calendar', { harvestedOn: '2026-02-30' }, /harvestedOn/],
    ['parts of a gram', { grams: 1.5 }, /grams/],
    ['less than nothing', { grams: -1 }, /grams/],
    ['an address that is none', { url: 'tonnam' }, /url/],
    ['a script for an address', { url: 'javascript:alert(1)' }, /url/],
    ['a name as long as a letter', { network: 'ก'.repeat(301) }, /network/],
  ])('%s', async (_, wrong, message) => {
    const made = papers.label({ ...label, ...wrong }, 'svg');
    await expect(made).rejects.toBeInstanceOf(BadView);
    await expect(papers.label({ ...label, ...wrong }, 'pdf')).rejects.toThrow(message);
  });

  test.each([
    ['a wrong code', { code: 'x' }, /code/],
    [
      'a certificate without a date',
      { certificate: { ...audit.certificate!, validTo: '' } },
      /validTo/,
    ],
    [
      'a balance in parts of a gram',
      { balances: [{ ...audit.balances[0]!, grams: 0.1 }] },
      /balance/,
    ],
    ['a time that is none', { asOf: 'today' }, /today/],
  ])('a report with %s', async (_, wrong, message) => {
    await expect(papers.audit({ ...audit, ...wrong })).rejects.toThrow(message);
  });

  test('a label that has no room for the packer, naming the roll that has', async () => {
    const packer = { name: LONG_NAME, address: '99 หมู่ 4 ต.แม่กรณ์', number: '57-1-00001' };
    const made = papers.label({ ...label, packer }, 'pdf', { paper: '50x30' });
    const facts = { code: label.code, size: '50 × 30', larger: '70 × 37' };
    await expect(made).rejects.toMatchObject({ name: 'Refusal', code: 'label-too-small', facts });
  });

  test('several labels for one picture', async () => {
    await expect(papers.label([label, label], 'png')).rejects.toThrow(/one label/);
    await expect(papers.label([], 'pdf')).rejects.toThrow(/no label/);
  });
});
