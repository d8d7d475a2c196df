import { showBatchCode } from '../../domain/batch-code.ts';
import type { LabelPaper } from '../../domain/label-papers.ts';
import { faces, remembered } from '../faces.ts';
import { inDigits, shortKilograms, shortThaiDate, thaiDate } from '../formats.ts';
import type { LabelView } from '../views.ts';
import { DOT, type Drawing, type Mark } from './drawing.ts';
import {
  badge,
  codeMark,
  type Frame,
  frameOf,
  HEADING,
  isSmall,
  symbolMark,
  text,
} from './frame.ts';
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
  /** On a small label: beside ตัวอย่าง, and so that nothing else is set thinner than two dots. */
  leastCrop: {
    face: 'bold',
    leading: 1.3,
    settings: [one(12, 9), { lines: 2, largest: 9, smallest: 7 }],
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
  /** Of a thermal printer's small label: shrunk with everything else, and still of two dots. */
  smallPacker: {
    face: 'bold',
    leading: 1.28,
    settings: [
      one(7, 6.5),
      { lines: 2, largest: 7, smallest: 6 },
      { lines: 3, largest: 5.4, smallest: 4 },
    ],
  },
} satisfies Record<string, LineStyle>;

export function labelDrawing(view: LabelView, paper: LabelPaper): Drawing {
  const { width, height } = paper;
  const frame = frameOf(paper, view.url, (room, scale) => {
    const strip = new Stack(room, scale);
    const style = isSmall(paper) && !paper.sheet ? STYLES.smallPacker : STYLES.packer;
    if (view.packer) strip.add(packerLine(view.packer), style);
    return strip;
  });
  return {
    width,
    height,
    title: `${view.cropTh} ${showBatchCode(view.code)}`,
    description: [view.municipality, view.network, ...details(view, thaiDate), weight(view)].join(
      ' · ',
    ),
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
  if (frame.isSmall) return columnWith(STYLES.leastCrop, 0, view, frame)!;
  return (
    columnWith(STYLES.crop, ENOUGH, view, frame) ?? columnWith(STYLES.smallCrop, 0, view, frame)!
  );
}

/** @param least share of the usual sizes, below which the column is given up */
function columnWith(crop: LineStyle, least: number, view: LabelView, frame: Frame): Mark[] | null {
  const { left, top, textWidth, textBottom, isSmall } = frame;
  const head = heading(view, frame);
  const shortDates = textWidth < NARROW;
  // Where there is little room, a network that packs is named as the packer only.
  const isNamed = isSmall && view.packer?.name === view.network;
  const others = details(view, shortDates ? shortThaiDate : thaiDate, isSmall);
  for (let { scale } = frame; scale > least * frame.scale; scale *= TEXT_SHRINK) {
    const upper = new Stack(textWidth, scale);
    upper.add(view.cropTh, crop, head.beside);
    upper.add(view.cropEn, STYLES.english);

    const lower = new Stack(textWidth, scale);
    if (!isNamed) lower.add(view.network, STYLES.network);
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
 * The municipality, and at the right of its line ตัวอย่าง in reverse when the data are invented. On a small label
 * there is room for what has to be there only, and the crop leaves it some beside itself.
 */
function heading(view: LabelView, frame: Frame) {
  const { left, top, textWidth } = frame;
  const mark = view.example ? badge(left + textWidth, top) : null;
  const beside = mark ? mark.width + 1 : 0;
  if (frame.isSmall) return { height: 0, beside, marks: mark?.marks ?? [] };
  const name = new Stack(textWidth - beside, 1);
  name.add(view.municipality, HEADING);
  const marks = [...name.at(left, top), ...(mark?.marks ?? [])];
  return { height: Math.max(name.height, mark?.height ?? 0) + 0.3, beside: 0, marks };
}

/** Where and when. */
function details(view: LabelView, date: (iso: string) => string, isSmall = false): string[] {
  const { network, subdistrict, harvestedOn, packedOn, bestBefore, bestBeforeCold, mixedFrom } =
    view;
  const on = (iso: string) => inDigits(view.digits)(date(iso));
  const place = `ต.${subdistrict}`;
  const keeps = bestBefore && `ควรบริโภคก่อน ${on(bestBefore)}`;
  const keepsCold = bestBeforeCold && `แช่เย็น ควรบริโภคก่อน ${on(bestBeforeCold)}`;
  return [
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
