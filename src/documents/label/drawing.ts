import type { FaceName } from '../faces.ts';

/**
 * What a label looks like, once for SVG and PDF. Everything is in millimetres from the top left
 * corner and in one ink, since label printers have one.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly marks: readonly Mark[];
}

export type Mark = BoxMark | SymbolMark | TextMark;

export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A QR symbol; `x` and `y` are the corner of its dark area, the quiet zone lies around it. */
export interface SymbolMark {
  readonly kind: 'symbol';
  readonly x: number;
  readonly y: number;
  readonly module: number;
  readonly bars: readonly (readonly [number, number, number])[];
}

/** One line of text; `y` is its baseline. */
export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly face: FaceName;
  readonly size: number;
  readonly text: string;
  /** Paper colour, for text on a box. */
  readonly reversed?: boolean;
}

/** A dot of the usual label printer, 203 dpi: what lies on whole dots stays sharp. */
export const DOT = 0.125;

const POINTS_PER_MM = 72 / 25.4;

export function pointsFromMm(mm: number): number {
  return mm * POINTS_PER_MM;
}

export function mmFromPoints(points: number): number {
  return points / POINTS_PER_MM;
}
