import { kilograms } from '../formats.ts';
import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { drawHeading } from '../section.ts';
import { ACCENT, GREY, heightOf, paragraph, type SetLine } from '../typography.ts';
import type { FlowView } from '../views.ts';

type Node = FlowView['nodes'][number];
type Placed = Weighed & { x: number; y: number; height: number; out: number; in: number };
type Weighed = Node & { grams: number; label: readonly SetLine[] };

const BAR = 7;
const GAP = 5;
/** A band this thin can still be seen on paper. */
const THINNEST = 0.7;
/** What all bands of a column together are high, at the most. */
const HIGHEST = 30;
const BARS = { origin: ACCENT, place: ACCENT, held: ACCENT, end: GREY } as const;

/** The way from the field to the places and to what became of it; bands are as wide as they weigh. */
export function drawFlow(pages: Pages, flow: FlowView): void {
  if (flow.links.length === 0) return;
  const columns = [...new Set(flow.nodes.map(({ column }) => column))].sort((a, b) => a - b);
  const width = BODY_WIDTH / columns.length;
  const nodes = flow.nodes.map((node): Weighed => {
    const grams = weightOf(node, flow);
    const text = `${kilograms(grams)} กก. ${node.name}`;
    return { ...node, grams, label: pages.type.set([paragraph(text, 'flowLabel')], width - 8) };
  });
  const inColumns = columns.map((at) => nodes.filter(({ column }) => column === at));
  const heaviest = Math.max(...inColumns.map((some) => sumOf(some, ({ grams }) => grams)));
  const scale = HIGHEST / heaviest;
  const height = Math.max(...inColumns.map((some) => sumOf(some, (node) => tall(node, scale))));
  drawHeading(pages, 'เส้นทางของผลผลิต', 'The way of the goods', Math.min(height, MOST));
  const placed = place(inColumns, scale, width, pages.y);
  const said = flow.links
    .map(
      ({ from, to, grams }) =>
        `${nameOf(flow, from)} → ${nameOf(flow, to)} ${kilograms(grams)} กก.`,
    )
    .join(', ');
  pages.type.figure(pages.type.written(said), () => drawBands(pages, flow, placed));
  for (const { label, x, y, height: bar } of placed.values()) {
    pages.type.part('P', () => {
      for (const { text, style, top } of label) pages.type.draw(text, style, x, y + bar + top);
    });
  }
  pages.y += height;
}

/** More than a page there never is: places that the picture has no room for stand in the tables. */
const MOST = 640;

const sumOf = <T>(all: readonly T[], pick: (one: T) => number): number =>
  all.reduce((sum, one) => sum + pick(one), 0);
const bar = ({ grams }: Weighed, scale: number) => Math.max(THINNEST, grams * scale);
const tall = (node: Weighed, scale: number) => bar(node, scale) + heightOf(node.label) + GAP;

const nameOf = ({ nodes }: FlowView, id: string) =>
  nodes.find((node) => node.id === id)?.name ?? '';

const weightOf = ({ id }: Node, { links }: FlowView): number =>
  Math.max(
    sumOf(links, ({ from, grams }) => (from === id ? grams : 0)),
    sumOf(links, ({ to, grams }) => (to === id ? grams : 0)),
  );

/** One below the other, each with its label below it. */
function place(
  columns: readonly (readonly Weighed[])[],
  scale: number,
  width: number,
  top: number,
): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  columns.forEach((nodes, index) => {
    let y = top + 2;
    for (const node of nodes) {
      const x = LEFT + index * width;
      placed.set(node.id, { ...node, x, y, height: bar(node, scale), out: y, in: y });
      y += tall(node, scale);
    }
  });
  return placed;
}

function drawBands(pages: Pages, { links }: FlowView, placed: Map<string, Placed>): void {
  const { doc } = pages;
  for (const { from, to, grams } of links) {
    const [a, b] = [placed.get(from), placed.get(to)];
    if (!a || !b) continue;
    const thick = (node: Placed) => Math.max(THINNEST, (node.height * grams) / node.grams);
    const [x1, x2] = [a.x + BAR, b.x];
    const [wide, end] = [thick(a), thick(b)];
    const bend = (x2 - x1) / 2;
    doc.moveTo(x1, a.out).bezierCurveTo(x1 + bend, a.out, x2 - bend, b.in, x2, b.in);
    doc.lineTo(x2, b.in + end);
    doc.bezierCurveTo(x2 - bend, b.in + end, x1 + bend, a.out + wide, x1, a.out + wide);
    doc.closePath().fillColor(BAND).fill();
    a.out += wide;
    b.in += end;
  }
  for (const { x, y, height, is } of placed.values()) {
    doc.rect(x, y, BAR, height).fillColor(BARS[is]).fill();
  }
}

/** Opaque, so that bands need no transparency, which old readers and printers draw slowly. */
const BAND = '#c9dcd0';
