import { type Face, remembered } from './faces.ts';
import { breakLines, visible } from './thai-lines.ts';

/** A way to set a text: on so many lines, at a size between these two. */
export interface Setting {
  readonly lines: number;
  readonly largest: number;
  readonly smallest: number;
}

export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
  /** There was no room for all of it. */
  readonly isCut: boolean;
}

const SHRINK = 0.97;
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * Text in a fixed width: the first setting in which it fits without cutting a word, the last one
 * ending in "…" when there is none.
 * @param keep what stays on one line when it fits on one
 */
export function fitText(
  text: string,
  face: Face,
  width: number,
  settings: readonly Setting[],
  keep: readonly string[] = [],
): Fitted {
  const ofFace = fitted.get(face) ?? new Map<string, Fitted>();
  fitted.set(face, ofFace);
  const key = `${width} ${settings.map((each) => Object.values(each)).join(' ')} ${keep} ${text}`;
  return remembered(ofFace, key, () => fitAnew(text, face, width, settings, keep));
}

/** Labels of one crop, or of one network, say the same. */
const fitted = new WeakMap<Face, Map<string, Fitted>>();

function fitAnew(
  text: string,
  face: Face,
  width: number,
  settings: readonly Setting[],
  keep: readonly string[],
): Fitted {
  for (const { lines: most, largest, smallest } of settings) {
    for (let size = largest; size >= smallest; size *= SHRINK) {
      const lines = wholeWordLines(text, face, width, size, keep);
      if (lines && lines.length <= most) return { size, lines, isCut: false };
    }
  }
  return shortened(text, face, width, settings.at(-1)!);
}

function wholeWordLines(
  text: string,
  face: Face,
  width: number,
  size: number,
  keep: readonly string[],
) {
  const measure = (line: string) => face.width(line, size);
  const lines = breakLines(text, { measure, width, wholeWords: true, keep }).map(visible);
  return lines.every((line) => measure(line) <= width) ? lines : undefined;
}

function shortened(text: string, face: Face, width: number, setting: Setting): Fitted {
  const size = setting.smallest;
  const measure = (line: string) => face.width(line, size);
  const lines = breakLines(text, { measure, width }).map(visible);
  if (lines.length <= setting.lines) return { size, lines, isCut: false };
  const kept = lines.slice(0, setting.lines);
  const letters = Array.from(graphemes.segment(kept.pop()!), (g) => g.segment);
  while (measure(`${letters.join('')}…`) > width) letters.pop();
  return { size, lines: [...kept, `${letters.join('')}…`], isCut: true };
}
