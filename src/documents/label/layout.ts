import { showBatchCode } from '../../domain/batch-code.ts';
import { LABEL_PAPERS, type LabelPaper } from '../../domain/label-papers.ts';
import { refuse } from '../../domain/refusal.ts';
import { remembered } from '../faces.ts';
import { qrSymbol } from '../qr.ts';
import type { LabelView } from '../views.ts';
import { type BottomLine, bottomLine, codeMark, weight } from './bottom-line.ts';
import { DOT, type Drawing, type Mark } from './drawing.ts';
import { badge, type Frame, framesOf, HEADING, isSmall } from './frame.ts';
import { type Said, waysToSay } from './said.ts';
import { type LineStyle, one, Stack } from './stack.ts';

const TEXT_SHRINK = 0.96;
/** Shrunk to less than this, a label has its crop set smaller rather than everything else. */
const ENOUGH = 0.85;
/** Smaller than this share of the usual sizes, nothing but the smallest size is left. */
const LEAST = 0.3;
const RULE = 2 * DOT;
const LEAST_GAP = 0.8;
/** Narrower labels, in millimetres, write months short. */
const NARROW = 80;

/** Sizes for a label of 70 × 37 mm; no text is smaller than its frame's least. */
const STYLES = {
  crop: {
    face: 'label',
    leading: 1.25,
    settings: [one(20, 12), { lines: 2, largest: 12, smallest: 9 }],
  },
  /** Where there is little height: what it is takes less of it from where and when. */
  smallCrop: {
    face: 'label',
    leading: 1.22,
    settings: [one(16, 9), { lines: 2, largest: 10, smallest: 8 }],
  },
  leastCrop: {
    face: 'label',
    leading: 1.2,
    settings: [
      one(9, 6),
      { lines: 2, largest: 6, smallest: 6 },
      { lines: 5, largest: 6, smallest: 6 },
    ],
  },
  english: {
    face: 'label',
    leading: 1.15,
    settings: [one(7.5, 6), { lines: 2, largest: 6, smallest: 6 }],
  },
  network: {
    face: 'label',
    leading: 1.2,
    settings: [
      one(7.5, 6.5),
      { lines: 2, largest: 6.5, smallest: 5.5 },
      { lines: 4, largest: 5.5, smallest: 5.5 },
    ],
  },
  detail: { face: 'label', leading: 1.2, settings: [one(7.5, 5.5)] },
  packer: {
    face: 'label',
    leading: 1.2,
    settings: [
      one(6, 5.5),
      { lines: 2, largest: 5.8, smallest: 5 },
      { lines: 3, largest: 5.4, smallest: 4 },
      { lines: 5, largest: 4, smallest: 4 },
    ],
  },
} satisfies Record<string, LineStyle>;

/** A label but for its code and symbol. */
interface Placed {
  readonly frame: Frame;
  readonly bottom: BottomLine;
  readonly marks: readonly Mark[];
}

/** @throws Refusal label-too-small, where a larger label of a roll says all that has to be said */
export function labelDrawing(view: LabelView, paper: LabelPaper): Drawing {
  const { width, height } = paper;
  const { size, bars } = qrSymbol(view.url);
  const { frame, bottom, marks } = placed(view, paper, size) ?? refuseSize(view, paper, size);
  const { x, y, module } = frame.symbol;
  const [{ place, days }] = waysToSay(view, { isNarrow: false, isSmall: false }) as [Said];
  return {
    width,
    height,
    title: `${view.cropTh} ${showBatchCode(view.code)}`,
    description: [view.municipality, view.network, place, ...days, weight(view)]
      .filter(Boolean)
      .join(' · '),
    marks: [...marks, codeMark(view.code, frame, bottom), { kind: 'symbol', x, y, module, bars }],
  };
}

/** By what they say: null where it has no room. */
const known = new Map<string, Placed | false>();

/** Labels of a batch, and of batches that say the same, differ in code and symbol only. */
function placed(view: LabelView, paper: LabelPaper, modules: number): Placed | null {
  const { code: _, url: __, ...said } = view;
  const key = JSON.stringify([said, paper, modules]);
  return remembered(known, key, () => placedAnew(view, paper, modules) ?? false) || null;
}

/** Rather a smaller symbol than a word less, and rather a word less than one that is cut or a crop in small letters. */
function placedAnew(view: LabelView, paper: LabelPaper, modules: number): Placed | null {
  const ways = waysToSay(view, { isNarrow: paper.width < NARROW, isSmall: isSmall(paper) });
  const crops = isSmall(paper) ? [STYLES.smallCrop] : [STYLES.crop, STYLES.smallCrop];
  for (const said of ways) {
    const placed = said.english && placedSo(said, view, paper, modules, crops, ENOUGH);
    if (placed) return placed;
  }
  for (const least of [ENOUGH, LEAST]) {
    for (const said of ways) {
      const placed = placedSo(said, view, paper, modules, [STYLES.leastCrop], least);
      if (placed) return placed;
    }
  }
  return isLast(paper) ? placedSo(ways.at(-1)!, view, paper, modules, [], LEAST) : null;
}

const rolls: readonly LabelPaper[] = Object.values(LABEL_PAPERS).filter(
  (each) => !('sheet' in each),
);
/** Whoever needs more room than here finds none: what does not fit ends in … */
const isLast = (paper: LabelPaper): boolean => paper.sheet !== undefined || paper === rolls.at(-1);

function refuseSize(view: LabelView, paper: LabelPaper, modules: number): never {
  const larger = rolls.find((roll) => roll.width > paper.width && placed(view, roll, modules));
  const named = ({ width, height }: LabelPaper) => `${width} × ${height}`;
  refuse('label-too-small', {
    code: view.code,
    size: named(paper),
    larger: named(larger ?? rolls.at(-1)!),
  });
}

/**
 * @param crops ways to set the crop, the best first; none: whatever is too long is cut
 * @param least share of the usual sizes, below which the column is given up
 */
function placedSo(
  said: Said,
  view: LabelView,
  paper: LabelPaper,
  modules: number,
  crops: readonly LineStyle[],
  least: number,
): Placed | null {
  const mayCut = crops.length === 0;
  const styleOf = mayCut ? shorter : (style: LineStyle) => style;
  const frames = framesOf(paper, modules, (strip) => {
    if (said.packer) strip.add(said.packer, styleOf(STYLES.packer), { keep: said.kept });
  });
  for (const frame of frames) {
    const bottom = bottomLine(view, frame);
    if (!bottom || (frame.strip.isCut && !mayCut)) continue;
    for (const crop of mayCut ? [shorter(STYLES.leastCrop)] : crops) {
      const column = columnWith(crop, styleOf(STYLES.network), said, view, frame, least, mayCut);
      if (!column) continue;
      const strip = frame.strip.at(frame.left, frame.stripTop);
      return { frame, bottom, marks: [...column, ...bottom.marks, ...strip] };
    }
  }
  return null;
}

/** Without the setting of most lines. */
const shorter = ({ settings, ...style }: LineStyle): LineStyle => ({
  ...style,
  settings: settings.slice(0, -1),
});

/** What it is above the rule, where and when below it, standing on the code. */
function columnWith(
  crop: LineStyle,
  network: LineStyle,
  said: Said,
  view: LabelView,
  frame: Frame,
  least: number,
  mayCut: boolean,
): Mark[] | null {
  const { left, top, textWidth, textBottom } = frame;
  const head = heading(said, view, frame);
  if (head.isCut && !mayCut) return null;
  for (let { scale } = frame; scale > least * frame.scale; scale *= TEXT_SHRINK) {
    const upper = new Stack(textWidth, scale, frame.least);
    upper.add(view.cropTh, crop, { beside: head.beside });
    if (said.english) upper.add(view.cropEn, STYLES.english);

    const lower = new Stack(textWidth, scale, frame.least);
    if (said.network) lower.add(view.network, network);
    if (said.place) lower.add(said.place, network);
    for (const line of said.days) lower.add(line, STYLES.detail);
    if ((upper.isCut || lower.isCut) && !mayCut) continue;

    const upperTop = top + head.height;
    const gap = textBottom - upperTop - upper.height - lower.height;
    if (gap < LEAST_GAP * frame.scale) continue;
    const lowerTop = textBottom - lower.height;
    const ruleTop = Math.round((lowerTop - gap / 2 - RULE / 2) / DOT) * DOT;
    return [
      ...head.marks,
      ...upper.at(left, upperTop),
      { kind: 'box', x: left, y: ruleTop, width: textWidth, height: RULE },
      ...lower.at(left, lowerTop),
    ];
  }
  return null;
}

/** The municipality, and at the right of its line, or of the crop, ตัวอย่าง in reverse when the data are invented. */
function heading(said: Said, view: LabelView, frame: Frame) {
  const { left, top, textWidth, least } = frame;
  const mark = view.example ? badge(left + textWidth, top, least) : null;
  const beside = mark ? mark.width + 1 : 0;
  if (!said.municipality) return { height: 0, beside, marks: mark?.marks ?? [], isCut: false };
  const name = new Stack(textWidth - beside, 1, least);
  name.add(view.municipality, HEADING);
  const marks = [...name.at(left, top), ...(mark?.marks ?? [])];
  const height = Math.max(name.height, mark?.height ?? 0) + 0.3;
  return { height, beside: 0, marks, isCut: name.isCut };
}
