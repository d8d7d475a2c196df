/** Where Thai text may be broken into lines. Thai puts no spaces between words. */

const words = new Intl.Segmenter('th', { granularity: 'word' });
const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Marks, vowels and signs that belong to the letter before them; ฯ also begins ฯลฯ and ฯพณฯ. */
const LEANS_BACK = /^(?:[\p{M}ะาำๅๆ]|ฯ(?![ลพ]))/u;
/** Vowels that are written before the letter they belong to. */
const LEANS_ON = /[เแโใไ]$/u;
const WORDLIKE_END = /[\p{L}\p{M}\p{N}]$/u;
const WORDLIKE_START = /^[\p{L}\p{M}\p{N}]/u;
/** A no-break space is no place to break. */
const SPACE_END = /[^\S\u00A0]$/u;
const SPACE_START = /^[^\S\u00A0]/u;
const LINE_END = /[\n\r\u2028\u2029]/u;

export interface BreakOptions {
  /** Width of a text as it will be drawn. */
  readonly measure: (text: string) => number;
  readonly width: number;
  /** Names that stay on one line when they fit on one. */
  readonly keep?: readonly string[];
  /** Leave a word that is wider than the line whole; it is cut between letters otherwise. */
  readonly wholeWords?: boolean;
}

/** Lines that, joined, give the text back: spaces at a break stay at the end of their line. */
export function breakLines(text: string, options: BreakOptions): string[] {
  return text.split(/(?<=\r\n|\n|\r(?!\n)|[\u2028\u2029])/u).flatMap((p) => wrap(p, options));
}

/** A line as it is drawn: no space at its end, no characters that have no shape. */
export function visible(line: string): string {
  return line
    .replace(LINE_END, ' ')
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trimEnd();
}

function wrap(paragraph: string, options: BreakOptions): string[] {
  const { measure, width, keep = [], wholeWords = false } = options;
  const fits = (start: number, end: number) =>
    measure(visible(paragraph.slice(start, end))) <= width;
  if (fits(0, paragraph.length)) return [paragraph];

  // Each way of cutting is finer than the one before; a finer one only serves what does not fit.
  const ways = [
    () => betweenWords(paragraph, keep),
    () =>
      betweenWords(
        paragraph,
        keep.filter((name) => measure(name) <= width),
      ),
    () => betweenWords(paragraph, []),
    () => wordEdges(paragraph),
    ...(wholeWords ? [] : [() => graphemeEdges(paragraph)]),
  ];
  const cutsOf: (readonly number[] | undefined)[] = [];
  const starts = [0];

  const place = (start: number, end: number, finer: number) => {
    const lineStart = starts.at(-1)!;
    if (fits(lineStart, end)) return;
    const way = ways[finer];
    if (way && !fits(start, end)) {
      cutsOf[finer] ??= way();
      const cuts = cutsOf[finer];
      const ends = [...cuts.filter((at) => start < at && at < end), end];
      ends.forEach((partEnd, i) => {
        place(i === 0 ? start : ends[i - 1]!, partEnd, finer + 1);
      });
    } else if (start > lineStart) {
      starts.push(start);
    }
  };

  place(0, paragraph.length, 0);
  return starts.map((start, i) => paragraph.slice(start, starts[i + 1]));
}

/** The usual places: after a space, or between two words. Punctuation stays with its word. */
function betweenWords(text: string, keep: readonly string[]): number[] {
  const kept = keep.flatMap((name) => occurrences(text, name));
  return wordEdges(text).filter((at) => {
    const [before, after] = around(text, at);
    const between =
      SPACE_END.test(before) || (WORDLIKE_END.test(before) && WORDLIKE_START.test(after));
    return between && !kept.some(([start, end]) => start < at && at < end);
  });
}

function wordEdges(text: string): number[] {
  return edges(words.segment(text), text).filter((at) => !SPACE_START.test(around(text, at)[1]));
}

function graphemeEdges(text: string): number[] {
  return edges(graphemes.segment(text), text);
}

function edges(segments: Intl.Segments, text: string): number[] {
  return Array.from(segments, (s) => s.index).filter((at) => {
    const [before, after] = around(text, at);
    return at > 0 && !LEANS_BACK.test(after) && !LEANS_ON.test(before);
  });
}

/** The characters on both sides, each long enough for one outside the basic plane. */
function around(text: string, at: number): [before: string, after: string] {
  return [text.slice(Math.max(0, at - 2), at), text.slice(at, at + 2)];
}

function occurrences(text: string, name: string): [number, number][] {
  const found: [number, number][] = [];
  if (name === '') return found;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    found.push([at, at + name.length]);
  }
  return found;
}
