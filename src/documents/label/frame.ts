import { showBatchCode } from '../../domain/batch-code.ts';
import type { LabelPaper } from '../../domain/label-papers.ts';
import { faces } from '../faces.ts';
import { type QrSymbol, QUIET_ZONE, qrSymbol } from '../qr.ts';
import { DOT, type Mark, mmFromPoints, type SymbolMark, type TextMark } from './drawing.ts';
import { type LineStyle, one, type Stack } from './stack.ts';

/** Office printers leave about 4 mm at the edge of a sheet white: text keeps away from it. */
const UNPRINTED = 4;
const ROLL_EDGE = 2;
const SYMBOL_EDGE = 1;
const SYMBOL_TOP = 6 * DOT;
/** The symbol's share of the label, with its quiet zone. */
const SHARE = { width: 0.414, height: 0.78 };
/** Smaller modules do not survive a worn print head. */
const LEAST_MODULE = 3 * DOT;
/** The label that all sizes of text are for. */
const USUAL = { width: 70, height: 37 };
const LEAST_SCALE = 0.8;
const MOST_SCALE = 1.4;

const CODE_POINTS = 14.5;
/** Above a strip the code leaves more room to the rest. */
const CODE_POINTS_OVER_STRIP = 12;
const BADGE_POINTS = 6.5;
const EXAMPLE = 'ตัวอย่าง';

/** The line at the top of a label. */
export const HEADING: LineStyle = { face: 'bold', leading: 1.35, settings: [one(6.5, 4.5)] };

/** Where things are on a label, in millimetres: a column of text, the symbol at its right, a strip below both. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly textWidth: number;
  /** Where the column of text ends, above the code. */
  readonly textBottom: number;
  /** Size of the code, in points. */
  readonly codePoints: number;
  /** The baseline of the bottom line: the code at the left, what is under the symbol at the right. */
  readonly base: number;
  readonly symbol: QrSymbol & { readonly x: number; readonly y: number; readonly module: number };
  readonly strip: Stack;
  readonly stripTop: number;
  /** Of all sizes of text. */
  readonly scale: number;
  readonly isSmall: boolean;
}

/** So small that there is room for what has to be there only. */
export const isSmall = ({ height }: LabelPaper): boolean => height < 35;

/** @param makeStrip what stands below everything, for a width and a scale; it may be empty */
export function frameOf(
  paper: LabelPaper,
  url: string,
  makeStrip: (width: number, scale: number) => Stack,
): Frame {
  const { width, height, sheet } = paper;
  const left = sheet?.left === 0 ? UNPRINTED : ROLL_EDGE;
  const bottom = height - left * 0.9;
  const fitting = Math.min(width / USUAL.width, height / USUAL.height);
  const scale = Math.min(Math.max(fitting, LEAST_SCALE), MOST_SCALE);
  const strip = makeStrip(width - 2 * left, scale);
  const stripTop = bottom - strip.height;
  const base = strip.height > 0 ? stripTop - 0.9 * scale : bottom;

  const codePoints = scale * (strip.height > 0 ? CODE_POINTS_OVER_STRIP : CODE_POINTS);

  const qr = qrSymbol(url);
  const across = qr.size + 2 * QUIET_ZONE;
  const side = Math.min(SHARE.height * (base + height - bottom), SHARE.width * width);
  const module = Math.max(Math.floor(side / across / DOT) * DOT, LEAST_MODULE);
  const x = Math.floor((width - SYMBOL_EDGE - (across - QUIET_ZONE) * module) / DOT) * DOT;
  const textWidth = x - QUIET_ZONE * module - left - 0.5;
  return {
    left,
    top: left * 0.8,
    textWidth,
    textBottom: base - mmFromPoints(codePoints) * 0.95,
    codePoints,
    base,
    symbol: { ...qr, x, y: SYMBOL_TOP + QUIET_ZONE * module, module },
    strip,
    stripTop,
    scale,
    isSmall: isSmall(paper),
  };
}

export const symbolMark = ({ symbol: { x, y, module, bars } }: Frame): SymbolMark => ({
  kind: 'symbol',
  x,
  y,
  module,
  bars,
});

/** What a person types when the QR is torn. */
export function codeMark(code: string, frame: Frame): TextMark {
  const { left, base, textWidth, codePoints } = frame;
  const mark = text(showBatchCode(code), codePoints, left, base);
  const width = faces('bold').width(mark.text, mark.size);
  return { ...mark, size: mark.size * Math.min(1, textWidth / width) };
}

/** ตัวอย่าง in reverse. @param right where it ends */
export function badge(right: number, top: number) {
  const padding = 0.9;
  const height = 3;
  const mark = text(EXAMPLE, BADGE_POINTS, 0, top + 2.3);
  const width = faces('bold').width(EXAMPLE, mark.size) + 2 * padding;
  const x = right - width;
  const marks: Mark[] = [
    { kind: 'box', x, y: top, width, height },
    { ...mark, x: x + padding, reversed: true },
  ];
  return { width, height, marks };
}

/** @param points the size */
export const text = (line: string, points: number, x: number, y: number): TextMark => ({
  kind: 'text',
  x,
  y,
  face: 'bold',
  size: mmFromPoints(points),
  text: line,
});
