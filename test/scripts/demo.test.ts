import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MORNING } from '../../scripts/demo/morning.ts';
import { DEMO_PIN } from '../../scripts/demo/registry.ts';
import { type Demo, serveDemo } from '../../scripts/demo/serve.ts';
import { troubleOn } from '../../scripts/demo/trouble.ts';

type Listed = { items: Record<string, unknown>[]; next: string | null };

let demo: Demo;
beforeAll(async () => {
  const config = { PORT: 0, HOST: '127.0.0.1', PUBLIC_URL: undefined, TRUST_PROXY: false };
  demo = await serveDemo({ ...config, LOG_LEVEL: 'warn' }, () => {});
});
afterAll(() => demo.close());

async function signIn(phone: string): Promise<string> {
  const answer = await fetch(`${demo.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone, pin: DEMO_PIN }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { token: string }).token;
}

/** All of a list, page by page. */
async function all(token: string, path: string): Promise<Listed['items']> {
  const items: Listed['items'] = [];
  let cursor = '';
  do {
    const query = `limit=200${cursor && `&cursor=${cursor}`}`;
    const answer = await fetch(`${demo.url}${path}?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = (await answer.json()) as Listed;
    items.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor);
  return items;
}

describe('the demonstration', () => {
  it('has the networks, farmers, markets, kitchens and crops of Chiang Rai', async () => {
    const token = await signIn('0860000001');
    const count = async (kind: string) => (await all(token, `/v1/registry/${kind}`)).length;
    expect(await count('networks')).toBe(8);
    expect(await count('farmers')).toBe(24);
    expect(await count('markets')).toBe(3);
    expect(await count('stalls')).toBe(12);
    expect(await count('kitchens')).toBe(8);
    expect(await count('crops')).toBe(43);
  });

  it('lets every role in', async () => {
    for (const prefix of ['081', '082', '083', '084', '085', '086']) {
      await signIn(`${prefix}0000001`);
    }
  });

  it('has four weeks in which things also go wrong, and a book that is whole', async () => {
    const token = await signIn('0850000001');
    const batches = await all(token, '/v1/batches');
    const days = new Set(batches.map(({ harvestedOn }) => harvestedOn));
    expect(days.size).toBeGreaterThanOrEqual(27);
    const types = new Set<string>();
    const outcomes = new Set<string>();
    for (const { code } of batches) {
      const read = async (path: string) =>
        (
          await fetch(`${demo.url}/v1/batches/${code}${path}`, {
            headers: { authorization: `Bearer ${token}` },
          })
        ).json();
      const batch = (await read('')) as {
        history: { type: string; at: string; clockOff: boolean }[];
        inspections: { outcome: string }[];
        balances: { grams: number }[];
      };
      for (const { type, clockOff } of batch.history) types.add(clockOff ? 'clock-off' : type);
      const times = batch.history.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      for (const { outcome } of batch.inspections) outcomes.add(outcome);
      expect(batch.balances.reduce((sum, { grams }) => sum + grams, 0)).toBe(0);
      expect(await read('/verify')).toMatchObject({ verified: true });
    }
    expect([...outcomes].sort()).toEqual(['fail', 'hold', 'pass']);
    for (const type of ['corrected', 'hold-placed', 'hold-released', 'dispatch-cancelled']) {
      expect(types).toContain(type);
    }
    for (const type of ['cooked', 'sold', 'discarded', 'stock-counted', 'clock-off']) {
      expect(types).toContain(type);
    }
    const deliveries = await all(token, '/v1/deliveries');
    const lines = deliveries.flatMap(({ lines }) => lines as { missingGrams: number | null }[]);
    expect(lines.some(({ missingGrams }) => missingGrams === 3000)).toBe(true);
  });

  it('marks its data as an example', async () => {
    const page = await fetch(`${demo.url}/b/${MORNING.kale}`);
    expect(await page.text()).toContain('ตัวอย่าง');
  });
});

describe('the README', () => {
  it('has examples that work against the demonstration', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block);
    expect(blocks.length).toBeGreaterThan(6);
    const folder = mkdtempSync(join(tmpdir(), 'tonnam-readme-'));
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-eo', 'pipefail', '-c', blocks.join('\n')],
      { cwd: folder, env: { ...process.env, URL: demo.url } },
    );
    expect(stdout).toContain('"verified":true');
    expect(stdout).toContain('<h1>Tested: residue within safe limits');
    for (const file of ['labels.pdf', 'audit.pdf']) {
      expect(readFileSync(join(folder, file)).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});

describe('what goes wrong in the demonstration', () => {
  it('falls on school days, whatever day it is opened on', () => {
    for (let today = 0; today < 7; today++) {
      const isSchoolDay = (ago: number) => ![0, 6].includes((today - ago + 28) % 7);
      const days = Array.from({ length: 28 }, (_, index) => index + 1);
      const schoolDays = days.filter(isSchoolDay);
      const found = days.flatMap((ago) =>
        [1, 2, 3, 4].flatMap((network) => {
          const trouble = troubleOn(ago, network, schoolDays);
          return trouble ? [{ trouble, onSchoolDay: isSchoolDay(ago) }] : [];
        }),
      );
      expect(found).toHaveLength(6);
      expect(found.every(({ onSchoolDay }) => onSchoolDay)).toBe(true);
    }
  });
});
