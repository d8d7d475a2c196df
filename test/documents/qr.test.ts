import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { BadView } from '../../src/documents/errors.ts';
import { qrSymbol } from '../../src/documents/qr.ts';

const hosts = Array.from({ length: 60 }, (_, i) => `${'a'.repeat(i + 1)}.go.th`);

describe('the address in a QR', () => {
  test('is in capitals where that makes the symbol smaller', () => {
    const shouted = hosts.filter((host) => {
      const url = `https://${host}/b/7K3MQ9X2TD`;
      const { text } = qrSymbol(url);
      expect([url, url.toUpperCase()]).toContain(text);
      return text !== url;
    });
    expect(shouted.length).toBeGreaterThan(10);
    expect(shouted.length).toBeLessThan(hosts.length);
    for (const host of shouted) {
      // A query that changes nothing but the right to shout shows the size it would have had.
      const capitals = qrSymbol(`https://${host}/b/7K3MQ9X2TD`);
      const asItIs = qrSymbol(`https://${host}/c/7K3MQ9X2TD`);
      expect(capitals.size).toBeLessThan(asItIs.size);
    }
  });

  test.each([
    ['a path that is not at the root', (h: string) => `https://${h}/x/b/7K3MQ9X2TD`],
    ['another page', (h: string) => `https://${h}/verify/7K3MQ9X2TD`],
    ['a query', (h: string) => `https://${h}/b/7K3MQ9X2TD?lang=en`],
    ['a fragment', (h: string) => `https://${h}/b/7K3MQ9X2TD#top`],
    ['a code in small letters', (h: string) => `https://${h}/b/7k3mq9x2td`],
    ['a name and password', (h: string) => `https://user:pass@${h}/b/7K3MQ9X2TD`],
  ])('is left as it is with %s', (_, address) => {
    for (const host of hosts) expect(qrSymbol(address(host)).text).toBe(address(host));
  });

  test('is refused when no symbol can hold it', () => {
    expect(() => qrSymbol(`https://a.go.th/${'x'.repeat(3000)}`)).toThrow(BadView);
  });
});

test('error correction is raised from M to Q where that costs no size', () => {
  const levels = hosts.map((host) => {
    const { text, level, size } = qrSymbol(`https://${host}/b/7K3MQ9X2TD`);
    const modules = (errorCorrectionLevel: 'M' | 'Q') =>
      create(text, { errorCorrectionLevel }).modules.size;
    expect(size).toBe(modules('M'));
    expect(level).toBe(modules('Q') === size ? 'Q' : 'M');
    return level;
  });
  expect(new Set(levels).size).toBe(2);
});
