import { type Face, faces } from '../faces.ts';
import type { BoxMark, Drawing, Mark, SymbolMark, TextMark } from './drawing.ts';

const INK = '#000';
const PAPER = '#fff';

/**
 * A label as SVG. Text is drawn as outlines: it looks alike everywhere, whatever fonts there are.
 * Its size is in millimetres, or for rasterising in pixels.
 */
export function labelSvg(drawing: Drawing, pixelWidth?: number): string {
  const [width, height] =
    pixelWidth === undefined
      ? [`${drawing.width}mm`, `${drawing.height}mm`]
      : [pixelWidth, Math.round((pixelWidth * drawing.height) / drawing.width)];
  const size = `width="${width}" height="${height}" viewBox="0 0 ${drawing.width} ${drawing.height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="th" aria-labelledby="title desc">`,
    `<title id="title">${escaped(drawing.title)}</title>`,
    `<desc id="desc">${escaped(drawing.description)}</desc>`,
    `<rect width="${drawing.width}" height="${drawing.height}" fill="${PAPER}"/>`,
    ...drawing.marks.map((mark) => markSvg(mark)),
    '</svg>\n',
  ].join('\n');
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'box':
      return boxSvg(mark);
    case 'symbol':
      return symbolSvg(mark);
    case 'text':
      return textSvg(mark, faces(mark.face));
  }
}

function boxSvg({ x, y, width, height }: BoxMark): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${INK}"/>`;
}

function symbolSvg({ x, y, module, bars }: SymbolMark): string {
  const path = bars.map(([column, row, length]) => `M${column} ${row}h${length}v1h-${length}z`);
  const place = `translate(${short(x)} ${short(y)}) scale(${short(module)})`;
  return `<path transform="${place}" shape-rendering="crispEdges" fill="${INK}" d="${path.join('')}"/>`;
}

/** Glyphs in the font's own units, each where the shaping put it. */
function textSvg({ x, y, size, text, reversed }: TextMark, face: Face): string {
  const { glyphs, positions } = face.shape(text);
  let pen = 0;
  const paths = glyphs.map((glyph, i) => {
    const { xAdvance, xOffset, yOffset } = positions[i]!;
    const place = `translate(${pen + xOffset} ${yOffset})`;
    pen += xAdvance;
    const outline = glyph.path.toSVG();
    return outline === '' ? '' : `<path transform="${place}" d="${outline}"/>`;
  });
  const scale = size / face.font.unitsPerEm;
  const place = `translate(${short(x)} ${short(y)}) scale(${short(scale)} ${short(-scale)})`;
  return `<g fill="${reversed ? PAPER : INK}" transform="${place}">${paths.join('')}</g>`;
}

/** Numbers without the noise of binary fractions. */
function short(value: number): number {
  return Number(value.toFixed(7));
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
}
