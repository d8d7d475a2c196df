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
}

const SHRINK = 0.97;
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/**
 * Text in a fixed width: the first setting in which it fits without cutting a word, the last one
 * ending in "…" when there is none.
 */
export function fitText(
  text: string,
  face: Face,
  width: number,
  settings: readonly Setting[],
): Fitted {
  const ofFace = fitted.get(face) ?? new Map<string, Fitted>();
  fitted.set(face, ofFace);
  const key = `${width} ${settings.map((each) => Object.values(each)).join(' ')} ${text}`;
  return remembered(ofFace, key, () => fitAnew(text, face, width, settings));
}

/** Labels of one crop, or of one network, say the same. */
const fitted = new WeakMap<Face, Map<string, Fitted>>();

function fitAnew(text: string, face: Face, width: number, settings: readonly Setting[]): Fitted {
  for (const { lines: most, largest, smallest } of settings) {
    for (let size = largest; size >= smallest; size *= SHRINK) {
      const lines = wholeWordLines(text, face, width, size);
      if (lines && lines.length <= most) return { size, lines };
    }
  }
  return shortened(text, face, width, settings.at(-1)!);
}

function wholeWordLines(text: string, face: Face, width: number, size: number) {
  const measure = (line: string) => face.width(line, size);
  const lines = breakLines(text, { measure, width, wholeWords: true }).map(visible);
  return lines.every((line) => measure(line) <= width) ? lines : undefined;
}

function shortened(text: string, face: Face, width: number, setting: Setting): Fitted {
  const size = setting.smallest;
  const measure = (line: string) => face.width(line, size);
  const lines = breakLines(text, { measure, width }).map(visible);
  if (lines.length <= setting.lines) return { size, lines };
  const kept = lines.slice(0, setting.lines);
  const letters = Array.from(graphemes.segment(kept.pop()!), (g) => g.segment);
  while (measure(`${letters.join('')}…`) > width) letters.pop();
  return { size, lines: [...kept, `${letters.join('')}…`] };
}
