import { type FaceName, faces } from '../faces.ts';
import { fitText, type Setting } from '../fit.ts';
import { type Mark, mmFromPoints } from './drawing.ts';

/** Where the baseline lies in a line of Thai, which needs more room above than below. */
const BASELINE = 0.78;
/** Paper left above the highest mark of a line. */
const CLEAR = 0.15;

export interface LineStyle {
  readonly face: FaceName;
  /** Height of a line, in sizes. */
  readonly leading: number;
  /** Ways to set it, sizes in points. */
  readonly settings: readonly Setting[];
}

/** One line, between two sizes in points. */
export function one(largest: number, smallest: number): Setting {
  return { lines: 1, largest, smallest };
}

/** Lines of text under each other, in millimetres from the stack's top left corner. */
export class Stack {
  height = 0;
  /** Whether something in it ends in … */
  isCut = false;
  /** Paper left under the lowest mark so far. */
  #spare = 0;
  readonly #marks: Mark[] = [];
  readonly #width: number;
  readonly #scale: number;
  readonly #least: number;

  /** @param least the smallest size of text, whatever the scale */
  constructor(width: number, scale: number, least = 0) {
    this.#width = width;
    this.#scale = scale;
    this.#least = least;
  }

  /**
   * @param beside width to be left free at the right of it
   * @param keep what stays on one line when it fits on one
   */
  add(
    text: string,
    { face, leading, settings }: LineStyle,
    { beside = 0, keep = [] }: { beside?: number; keep?: readonly string[] } = {},
  ): void {
    const sized = (points: number) => Math.max(mmFromPoints(points) * this.#scale, this.#least);
    const scaled = settings.map(({ lines, largest, smallest }) => ({
      lines,
      largest: sized(largest),
      smallest: sized(smallest),
    }));
    const drawer = faces(face);
    const { size, lines, isCut } = fitText(text, drawer, this.#width - beside, scaled, keep);
    this.isCut ||= isCut;
    for (const line of lines) {
      const rise = drawer.rise(line, size) + CLEAR - this.#spare;
      const above = Math.max(size * leading * BASELINE, rise);
      const below = size * leading * (1 - BASELINE);
      this.#marks.push({ kind: 'text', x: 0, y: this.height + above, face, size, text: line });
      this.height += above + below;
      this.#spare = below - drawer.fall(line, size);
    }
  }

  /** The marks with the stack's corner at this place. */
  at(x: number, y: number): Mark[] {
    return this.#marks.map((mark) => ({ ...mark, x: mark.x + x, y: mark.y + y }));
  }
}
