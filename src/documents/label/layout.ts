import { showBatchCode } from '../../domain/batch-code.ts';
import type { LabelPaper } from '../../domain/label-papers.ts';
import { faces, remembered } from '../faces.ts';
import { inDigits, shortKilograms, shortThaiDate, thaiDate } from '../formats.ts';
import type { LabelView } from '../views.ts';
import { DOT, type Drawing, type Mark } from './drawing.ts';
import { badge, codeMark, type Frame, frameOf, HEADING, symbolMark, text } from './frame.ts';
import { type LineStyle, one, Stack } from './stack.ts';

const TEXT_SHRINK = 0.96;
/** Shrunk to less than this, a label has its crop set smaller rather than everything else. */
const ENOUGH = 0.85;
const RULE = 2 * DOT;
const LEAST_GAP = 0.8;
/** Narrower columns, in millimetres, write months short. */
const NARROW = 32;

const WEIGHT_POINTS = 11;
const NOTE_POINTS = 7.5;

/** Sizes for a label of 70 × 37 mm. Bold, because thin strokes break where a dot is 1/8 mm wide. */
const STYLES = {
  crop: {
    face: 'bold',
    leading: 1.36,
    settings: [one(20, 12), { lines: 2, largest: 12, smallest: 9 }],
  },
  /** Where there is little height: what it is takes less of it from where and when. */
  smallCrop: {
    face: 'bold',
    leading: 1.3,
    settings: [one(14, 11), { lines: 2, largest: 10, smallest: 8 }],
  },
  english: { face: 'semibold', leading: 1.2, settings: [one(8, 6)] },
  network: {
    face: 'bold',
    leading: 1.3,
    settings: [one(7.5, 6.5), { lines: 2, largest: 7, smallest: 5.5 }],
  },
  detail: { face: 'bold', leading: 1.2, settings: [one(7.5, 5.5)] },
  packer: {
    face: 'bold',
    leading: 1.28,
    settings: [
      one(6, 5.5),
      { lines: 2, largest: 5.8, smallest: 5 },
      { lines: 3, largest: 5.4, smallest: 4 },
    ],
  },
} satisfies Record<string, LineStyle>;

export function labelDrawing(view: LabelView, paper: LabelPaper): Drawing {
  const { width, height } = paper;
  const frame = frameOf(paper, view.url, (room, scale) => {
    const strip = new Stack(room, scale);
    if (view.packer) strip.add(packerLine(view.packer), STYLES.packer);
    return strip;
  });
  return {
    width,
    height,
    title: `${view.cropTh} ${showBatchCode(view.code)}`,
    description: [view.municipality, ...details(view, thaiDate), weight(view)].join(' · '),
    marks: [
      ...sameColumn(view, frame),
      codeMark(view.code, frame),
      symbolMark(frame),
      ...weightMarks(view, frame),
      ...frame.strip.at(frame.left, frame.stripTop),
    ],
  };
}

const columns = new Map<string, Mark[]>();

/** Labels of a batch, and of batches that say the same, differ in code and symbol only. */
function sameColumn(view: LabelView, frame: Frame): Mark[] {
  const { code: _, url: __, ...said } = view;
  const { left, top, textWidth, textBottom, scale, isSmall } = frame;
  const key = JSON.stringify([said, left, top, textWidth, textBottom, scale, isSmall]);
  return remembered(columns, key, () => textColumn(view, frame));
}

/** What it is above the rule, where and when below it, standing on the code. */
function textColumn(view: LabelView, frame: Frame): Mark[] {
  const large = frame.isSmall ? null : columnWith(STYLES.crop, ENOUGH, view, frame);
  return large ?? columnWith(STYLES.smallCrop, 0, view, frame)!;
}

/** @param least share of the usual sizes, below which the column is given up */
function columnWith(crop: LineStyle, least: number, view: LabelView, frame: Frame): Mark[] | null {
  const { left, top, textWidth, textBottom, isSmall } = frame;
  const head = heading(view, frame);
  const shortDates = textWidth < NARROW;
  const [network, ...others] = details(view, shortDates ? shortThaiDate : thaiDate, isSmall);
  for (let { scale } = frame; scale > least * frame.scale; scale *= TEXT_SHRINK) {
    const upper = new Stack(textWidth, scale);
    upper.add(view.cropTh, crop);
    upper.add(view.cropEn, STYLES.english);

    const lower = new Stack(textWidth, scale);
    lower.add(network, STYLES.network);
    for (const line of others) lower.add(line, STYLES.detail);

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

/**
 * The municipality, and at the right of its line ตัวอย่าง in reverse when the data are invented. On a small
 * label there is room for what has to be there only.
 */
function heading(view: LabelView, { left, top, textWidth, isSmall }: Frame) {
  if (isSmall && !view.example) return { height: 0, marks: [] };
  const mark = view.example ? badge(left + textWidth, top) : null;
  const name = new Stack(mark ? textWidth - mark.width - 1 : textWidth, 1);
  if (!isSmall) name.add(view.municipality, HEADING);
  const marks = [...name.at(left, top), ...(mark?.marks ?? [])];
  return { height: Math.max(name.height, mark?.height ?? 0) + 0.3, marks };
}

/** Where and when, the network first. */
function details(
  view: LabelView,
  date: (iso: string) => string,
  isSmall = false,
): [string, ...string[]] {
  const { network, subdistrict, harvestedOn, packedOn, bestBefore, bestBeforeCold, mixedFrom } =
    view;
  const on = (iso: string) => inDigits(view.digits)(date(iso));
  const place = `ต.${subdistrict}`;
  const keeps = bestBefore && `ควรบริโภคก่อน ${on(bestBefore)}`;
  const keepsCold = bestBeforeCold && `แช่เย็น ควรบริโภคก่อน ${on(bestBeforeCold)}`;
  return [
    network,
    ...(network.includes(place) ? [] : [place]),
    ...(mixedFrom ? [inDigits(view.digits)(`รวมจาก ${mixedFrom} รุ่น เก็บเกี่ยวแรกสุดตามนี้`)] : []),
    ...(packedOn === harvestedOn
      ? [`เก็บเกี่ยวและบรรจุ ${on(harvestedOn)}`]
      : [`เก็บเกี่ยว ${on(harvestedOn)}`, `บรรจุ ${on(packedOn)}`]),
    ...(keeps ? [keeps] : []),
    ...(keepsCold && !(isSmall && keeps) ? [keepsCold] : []),
  ];
}

function packerLine({ name, address, number }: NonNullable<LabelView['packer']>): string {
  return [`ผู้บรรจุ ${name}`, address, number && `เลขทะเบียน ${number}`].filter(Boolean).join(' ');
}

function weight(view: LabelView): string {
  return inDigits(view.digits)(`${view.shared ? 'ทั้งรุ่น ' : ''}${shortKilograms(view.grams)} กก.`);
}

/** Flush with the right edge of the QR, under it. */
function weightMarks(view: LabelView, frame: Frame): Mark[] {
  const { base, scale, symbol } = frame;
  const right = symbol.x + symbol.size * symbol.module;
  const room = right - frame.left - frame.textWidth - 1;
  const bold = faces('bold');
  const kilograms = text(weight(view), WEIGHT_POINTS * scale, 0, base);
  const width = bold.width(kilograms.text, kilograms.size);
  const fitted = Math.min(1, room / width);
  const size = kilograms.size * fitted;
  const note = text(inDigits(view.digits)(view.unitNote ?? ''), NOTE_POINTS * scale, 0, base);
  const noteWidth = bold.width(note.text, note.size);
  const gap = size / 3;
  // The count is a courtesy: without room for it the weight stands alone.
  if (note.text === '' || width + gap + noteWidth > room) {
    return [{ ...kilograms, size, x: right - width * fitted }];
  }
  const noteX = right - noteWidth;
  return [
    { ...kilograms, x: noteX - gap - width },
    { ...note, x: noteX },
  ];
}
