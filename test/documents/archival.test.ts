import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { render } from '../../src/documents/render.ts';
import { audit, note, payment, receipt } from './views.ts';

/** The objects of a PDF: what is said of each, and its stream as it was before it was packed. */
function objectsOf(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1');
  const found = new Map<string, { said: string; stream: string }>();
  for (const [, id, body] of text.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm)) {
    const [said = '', packed] = body!.split(/\nstream\n/);
    const end = packed?.lastIndexOf('\nendstream') ?? 0;
    const stream = Buffer.from(packed?.slice(0, end) ?? '', 'latin1');
    const open = said.includes('/FlateDecode') && stream.length > 0;
    found.set(id!, { said, stream: (open ? inflateSync(stream) : stream).toString('latin1') });
  }
  return { text, found };
}

/** What PDF/A-3, level A, asks of a file that has text, drawings and pictures, as far as a reader of bytes can tell. */
test.each([
  ['audit report', { kind: 'audit', view: audit }],
  ['delivery note', { kind: 'note', view: note }],
  ['receipt', { kind: 'receipt', view: receipt }],
  ['vouchers', { kind: 'payments', views: [payment] }],
] as const)('%s: what an archive asks of a file is there', async (_, job) => {
  const { text, found } = objectsOf(await render(job));
  const all = [...found.values()];
  const refer = (said: string, name: string) =>
    found.get(new RegExp(`/${name} \\[?(\\d+) 0 R`).exec(said)?.[1] ?? '') ?? {
      said: '',
      stream: '',
    };
  const of = (pattern: RegExp) => all.filter(({ said }) => pattern.test(said));

  expect(text).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/);
  expect(text).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
  for (const forbidden of [
    'Encrypt',
    'SMask',
    'LZWDecode',
    'JavaScript',
    'Launch',
    'ca',
    'CA',
    'BM',
  ]) {
    expect([forbidden, of(new RegExp(`/${forbidden}\\b`)).length]).toEqual([forbidden, 0]);
  }

  const [catalog] = of(/\/Type \/Catalog/);
  expect(catalog!.said).toContain('/Lang (th)');
  expect(refer(catalog!.said, 'MarkInfo').said).toContain('/Marked true');
  const intent = refer(catalog!.said, 'OutputIntents').said;
  expect(intent).toContain('/S /GTS_PDFA1');
  expect(refer(intent, 'DestOutputProfile').stream.slice(36, 40)).toBe('acsp');

  // What the file says of itself in two places is the same.
  const xmp = Buffer.from(refer(catalog!.said, 'Metadata').stream, 'latin1').toString('utf8');
  expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  const info = refer(text.slice(text.lastIndexOf('trailer')), 'Info').said;
  const [, title = ''] = /<rdf:li xml:lang="x-default">([^<]*)</.exec(xmp)!;
  const utf16 = Buffer.from(`\ufeff${title}`, 'utf16le').swap16().toString('latin1');
  const escaped: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const titled = refer(info, 'Title').said;
  const unescaped = titled.replace(/\\(.)/gs, (_whole, sign: string) => escaped[sign] ?? sign);
  expect(unescaped).toContain(utf16);
  const day = /CreateDate>([^<]*)</.exec(xmp)![1]!.replace(/[-:T]/g, '');
  expect(refer(info, 'CreationDate').said).toContain(`D:${day}`);

  // Fonts are in the file, and each glyph that is drawn says which characters it stands for.
  const fonts = of(/\/Subtype \/Type0/);
  expect(fonts.length).toBeGreaterThan(1);
  for (const { said } of fonts) {
    const descendant = refer(said, 'DescendantFonts').said;
    expect(
      refer(refer(descendant, 'FontDescriptor').said, 'FontFile2').stream.length,
    ).toBeGreaterThan(1000);
    const [, mapped = ''] = /\[(<.*>)\]/.exec(refer(said, 'ToUnicode').stream)!;
    const [missing, ...glyphs] = mapped.split(/(?<=>) /);
    expect(missing).toBe('<0000>');
    expect(glyphs.length).toBeGreaterThan(0);
    for (const glyph of glyphs) expect(glyph).toMatch(/^<[0-9a-f]{4}( [0-9a-f]{4})*>$/);
  }

  // Everything on the pages is either read out or marked as not to be, and no text is of missing glyphs.
  for (const { said } of of(/\/Type \/Page\n/)) {
    const { stream } = refer(said, 'Contents');
    let depth = 0;
    for (const line of stream.split('\n')) {
      if (depth === 0) expect(line).not.toMatch(/ TJ\b|\b(f|S|B|Do)$/);
      depth += (line.match(/\bB[DM]C\b/g)?.length ?? 0) - (line.match(/\bEMC\b/g)?.length ?? 0);
    }
    expect(depth).toBe(0);
    expect(stream).not.toMatch(/<(?:[0-9a-f]{4})*?0000(?:[0-9a-f]{4})*>(?=[^>]*\]TJ)/);
  }
  for (const { said } of of(/\/S \/Figure/)) expect(said).toContain('/Alt ');
  expect(of(/\/S \/Document/)).toHaveLength(1);

  const files = of(/\/Type \/Filespec/);
  expect(files).toHaveLength(job.kind === 'audit' ? 1 : 0);
  for (const { said } of files) {
    expect(said).toContain('/AFRelationship /Source');
    expect(catalog!.said).toContain('/AF [');
    const { said: file } = refer(said, 'F');
    expect(file).toContain('/Subtype /application#2Fjson');
    expect(file).toContain('/ModDate ');
  }
});
