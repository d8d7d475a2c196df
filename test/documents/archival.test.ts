import { inflateSync } from 'node:zlib';
import { create, type Font } from 'fontkit';
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

/** What a string of a PDF says. */
function stringOf(said: string): string {
  const escaped: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const [, inside = ''] = /^\((.*)\)$/s.exec(said)!;
  const bytes = inside.replace(/\\(.)/gs, (_whole, sign: string) => escaped[sign] ?? sign);
  if (!bytes.startsWith('\xfe\xff')) return bytes;
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le');
}

/** ISO 32000-1, 14.8.4: what every reader knows. */
const STANDARD =
  /^(Document|Part|Sect|Div|H[1-6]|P|L|LI|Lbl|LBody|Table|TR|TH|TD|THead|TBody|Caption|Figure|Span|Note|Link)$/;

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
    'Group',
    'Interpolate',
    'Annots',
    'OCProperties',
    'PS',
  ]) {
    expect([forbidden, of(new RegExp(`/${forbidden}\\b`)).length]).toEqual([forbidden, 0]);
  }

  const [catalog] = of(/\/Type \/Catalog/);
  expect(catalog!.said).toContain('/Lang (th)');
  expect(refer(catalog!.said, 'MarkInfo').said).toContain('/Marked true');
  expect(refer(catalog!.said, 'ViewerPreferences').said).toContain('/DisplayDocTitle true');
  const intent = refer(catalog!.said, 'OutputIntents').said;
  expect(intent).toContain('/S /GTS_PDFA1');
  const profile = refer(intent, 'DestOutputProfile');
  expect(profile.said).toContain('/N 3');
  expect(profile.stream.slice(36, 40)).toBe('acsp');
  // Of an output device or a display, in RGB, no newer than version 4.
  expect(profile.stream.charCodeAt(8)).toBeLessThanOrEqual(4);
  expect(profile.stream.slice(12, 20)).toMatch(/^(prtr|mntr)RGB $/);
  for (const { said } of of(/\/ColorSpace\b/)) expect(said).not.toContain('/DeviceCMYK');

  // What the file says of itself in two places is the same.
  const xmp = Buffer.from(refer(catalog!.said, 'Metadata').stream, 'latin1').toString('utf8');
  expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  const info = refer(text.slice(text.lastIndexOf('trailer')), 'Info').said;
  const [, title = ''] = /<rdf:li xml:lang="x-default">([^<]*)</.exec(xmp)!;
  expect(stringOf(refer(info, 'Title').said)).toBe(title);
  for (const [name, element] of [
    ['Author', '<dc:creator>\\s*<rdf:Seq>\\s*<rdf:li>'],
    ['Subject', '<dc:description>\\s*<rdf:Alt>\\s*<rdf:li xml:lang="x-default">'],
    ['Creator', '<xmp:CreatorTool>'],
    ['Producer', '<pdf:Producer>'],
  ] as const) {
    const [, value = ''] = new RegExp(`${element}([^<]+)<`).exec(xmp)!;
    expect([name, stringOf(refer(info, name).said)]).toEqual([name, value]);
  }
  const day = /CreateDate>([^<]*)</.exec(xmp)![1]!.replace(/[-:T]/g, '');
  expect(refer(info, 'CreationDate').said).toContain(`D:${day}`);

  // Fonts are in the file, and each glyph that is drawn says which characters it stands for.
  const fonts = of(/\/Subtype \/Type0/);
  expect(fonts.length).toBeGreaterThan(1);
  for (const { said: type0 } of fonts) {
    const descendant = refer(type0, 'DescendantFonts').said;
    expect(descendant).toContain('/CIDToGIDMap /Identity');
    const program = refer(refer(descendant, 'FontDescriptor').said, 'FontFile2').stream;
    const font = create(Buffer.from(program, 'latin1')) as Font;
    // As wide as the document says.
    const [, widths = ''] = /\/W \[0 \[([\d. ]+)\]\]/.exec(descendant)!;
    const said = widths.trim().split(/\s+/).map(Number);
    expect(said.length).toBeGreaterThan(1);
    expect(said).toEqual(said.map((_, id) => font.getGlyph(id).advanceWidth));
    const [, mapped = ''] = /\[(<.*>)\]/.exec(refer(type0, 'ToUnicode').stream)!;
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
  const structure = refer(catalog!.said, 'StructTreeRoot').said;
  const [, parents = ''] = /\/Nums \[([\s\S]*)\]\n>>\n\/ParentTreeNextKey/.exec(structure)!;
  for (const { said } of of(/\/Type \/Page\n/)) {
    const [, key] = /\/StructParents (\d+)/.exec(said)!;
    expect(parents).toMatch(new RegExp(`^ *${key} \\[`, 'm'));
  }
  const roles = of(/\/Type \/StructElem|\/S \/\w+\n\/P /).map(
    ({ said }) => /\/S \/(\w+)/.exec(said)![1]!,
  );
  expect(roles.length).toBeGreaterThan(10);
  expect(roles.filter((role) => !STANDARD.test(role))).toEqual([]);
  for (const { said } of of(/\/S \/Figure/)) expect(said).toContain('/Alt ');
  expect(of(/\/S \/Document/)).toHaveLength(1);

  const files = of(/\/Type \/Filespec/);
  expect(files).toHaveLength(job.kind === 'audit' ? 1 : 0);
  for (const { said } of files) {
    expect(said).toContain('/AFRelationship /Source');
    expect(catalog!.said).toContain('/AF [');
    expect(said).toMatch(/\/F \(([^)]+)\)[\s\S]*\/UF \(\1\)/);
    const { said: file, stream } = refer(said, 'F');
    expect(file).toContain('/Subtype /application#2Fjson');
    expect(file).toContain('/ModDate ');
    expect(file).toContain(`/Size ${Buffer.byteLength(stream, 'latin1')}`);
  }
});
