import type { LabelPaper } from '../../domain/label-papers.ts';
import { faces } from '../faces.ts';
import { QUIET_ZONE } from '../qr.ts';
import { DOT, type Mark, mmFromPoints, type TextMark } from './drawing.ts';
import { type LineStyle, one, Stack } from './stack.ts';

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

/** The smallest size of text: of twenty dots, letters have strokes of two. Office printers have finer dots. */
const LEAST_SIZE = { roll: 20 * DOT, sheet: 1.5 };
const CODE_POINTS = 14.5;
/** Above a strip the code leaves more room to the rest. */
const CODE_POINTS_OVER_STRIP = 12;
const BADGE_POINTS = 6.5;
const EXAMPLE = 'ตัวอย่าง';

/** The line at the top of a label. */
export const HEADING: LineStyle = { face: 'label', leading: 1.25, settings: [one(6.5, 4.5)] };

/** Where things are on a label, in millimetres: a column of text, the symbol at its right, a strip below both. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly textWidth: number;
  /** Where the column of text ends, above the code. */
  readonly textBottom: number;
  /** Size of the code, where there is room for it. */
  readonly codeSize: number;
  /** The baseline of the bottom line: the code at the left, what is under the symbol at the right. */
  readonly base: number;
  /** Its dark area, of `size` modules a side. */
  readonly symbol: {
    readonly x: number;
    readonly y: number;
    readonly module: number;
    readonly size: number;
  };
  readonly strip: Stack;
  readonly stripTop: number;
  /** Of all sizes of text. */
  readonly scale: number;
  /** The smallest size of text. */
  readonly least: number;
  readonly isSmall: boolean;
}

/** So small that there is room for what has to be there only. */
export const isSmall = ({ height }: LabelPaper): boolean => height < 35;

/**
 * From the largest symbol that the label has room for to the smallest that can be relied on.
 * @param modules a side of the symbol, without its quiet zone
 * @param fillStrip adds what stands below everything, if anything does
 */
export function framesOf(
  paper: LabelPaper,
  modules: number,
  fillStrip: (strip: Stack) => void = () => {},
): Frame[] {
  const { width, height, sheet } = paper;
  const left = sheet?.left === 0 ? UNPRINTED : ROLL_EDGE;
  const bottom = height - left * 0.9;
  const fitting = Math.min(width / USUAL.width, height / USUAL.height);
  const scale = Math.min(Math.max(fitting, LEAST_SCALE), MOST_SCALE);
  const least = LEAST_SIZE[sheet ? 'sheet' : 'roll'];
  const strip = new Stack(width - 2 * left, scale, least);
  fillStrip(strip);
  const stripTop = bottom - strip.height;
  const base = strip.height > 0 ? stripTop - 0.9 * scale : bottom;
  const codeSize = scale * mmFromPoints(strip.height > 0 ? CODE_POINTS_OVER_STRIP : CODE_POINTS);

  const across = modules + 2 * QUIET_ZONE;
  const side = Math.min(SHARE.height * (base + height - bottom), SHARE.width * width);
  const most = Math.max(Math.floor(side / across / DOT), LEAST_MODULE / DOT);
  const frames: Frame[] = [];
  for (let dots = most; dots >= LEAST_MODULE / DOT; dots--) {
    const module = dots * DOT;
    const x = Math.floor((width - SYMBOL_EDGE - (across - QUIET_ZONE) * module) / DOT) * DOT;
    frames.push({
      left,
      top: left * 0.8,
      textWidth: x - QUIET_ZONE * module - left - 0.5,
      textBottom: base - codeSize * 0.95,
      codeSize,
      base,
      symbol: { x, y: SYMBOL_TOP + QUIET_ZONE * module, module, size: modules },
      strip,
      stripTop,
      scale,
      least,
      isSmall: isSmall(paper),
    });
  }
  return frames;
}

/** ตัวอย่าง in reverse. @param right where it ends */
export function badge(right: number, top: number, least: number) {
  const padding = 0.9;
  const size = Math.max(mmFromPoints(BADGE_POINTS), least);
  const mark = text(EXAMPLE, size, 0, top + size);
  const width = faces('label').width(EXAMPLE, size) + 2 * padding;
  const height = size * 1.3;
  const x = right - width;
  const marks: Mark[] = [
    { kind: 'box', x, y: top, width, height },
    { ...mark, x: x + padding, reversed: true },
  ];
  return { width, height, marks };
}

export const text = (line: string, size: number, x: number, y: number): TextMark => ({
  kind: 'text',
  x,
  y,
  face: 'label',
  size,
  text: line,
});
