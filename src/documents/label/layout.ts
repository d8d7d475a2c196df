import { showBatchCode } from '../../domain/batch-code.ts';
import type { Faces } from '../faces.ts';
import { shortKilograms, thaiDate } from '../formats.ts';
import { QUIET_ZONE, qrSymbol } from '../qr.ts';
import type { LabelView } from '../views.ts';
import { type Drawing, LABEL_WIDTH, type Mark, mmFromPoints, type TextMark } from './drawing.ts';
import { type LineStyle, one, Stack } from './stack.ts';

/** Office printers leave about 4 mm at the edge of a sheet white: text keeps away from it. */
const LEFT = 4;
const TOP = 3.3;
/** The baseline of the bottom line: the code at the left, the weight at the right. */
const BASE = 33.2;

const QR_SIDE = 29;
const QR_RIGHT = LABEL_WIDTH - 1;
const QR_TOP = 0.75;
/** A dot of the usual label printer (8 to the millimetre): modules of whole dots stay sharp. */
const DOT = 0.125;

const TEXT_WIDTH = QR_RIGHT - QR_SIDE - LEFT - 0.5;
const TEXT_TOP = TOP + 3.4;
const TEXT_BOTTOM = 28;
const TEXT_SHRINK = 0.96;
const RULE = 0.2;
const LEAST_GAP = 1.2;

const CODE_SIZE = mmFromPoints(15.5);
const SMALL_SIZE = mmFromPoints(6.5);
const WEIGHT_SIZE = mmFromPoints(11);
const NOTE_SIZE = mmFromPoints(7.5);
const EXAMPLE = 'ตัวอย่าง';

const STYLES = {
  crop: {
    face: 'bold',
    leading: 1.36,
    settings: [one(20, 12), { lines: 2, largest: 12, smallest: 9 }],
  },
  english: { face: 'regular', leading: 1.25, settings: [one(7.5, 5.5)] },
  network: {
    face: 'semibold',
    leading: 1.32,
    settings: [one(7.5, 6), { lines: 2, largest: 6.5, smallest: 5 }],
  },
  detail: { face: 'regular', leading: 1.32, settings: [one(7.5, 5)] },
} satisfies Record<string, LineStyle>;

export function labelDrawing(view: LabelView, faces: Faces): Drawing {
  return {
    title: `${view.cropTh} ${showBatchCode(view.code)}`,
    description: [view.municipality, ...details(view), weight(view)].join(' · '),
    marks: [
      ...heading(view, faces),
      ...textColumn(view, faces),
      codeMark(view, faces),
      ...symbolAndWeight(view, faces),
    ],
  };
}

/** What it is above the rule, where and when below it, standing on the code. */
function textColumn(view: LabelView, faces: Faces): Mark[] {
  for (let scale = 1; ; scale *= TEXT_SHRINK) {
    const upper = new Stack(faces, TEXT_WIDTH, scale);
    upper.add(view.cropTh, STYLES.crop);
    upper.add(view.cropEn, STYLES.english);

    const lower = new Stack(faces, TEXT_WIDTH, scale);
    const [network, subdistrict, harvested] = details(view);
    lower.add(network, STYLES.network);
    lower.add(subdistrict, STYLES.detail);
    lower.add(harvested, STYLES.detail);

    const gap = TEXT_BOTTOM - TEXT_TOP - upper.height - lower.height;
    if (gap < LEAST_GAP) continue;
    const top = TEXT_BOTTOM - lower.height;
    return [
      ...upper.at(LEFT, TEXT_TOP),
      { kind: 'box', x: LEFT, y: top - gap / 2, width: TEXT_WIDTH, height: RULE },
      ...lower.at(LEFT, top),
    ];
  }
}

function details(view: LabelView): [string, string, string] {
  return [view.network, `ต.${view.subdistrict}`, `เก็บเกี่ยว ${thaiDate(view.harvestedOn)}`];
}

function weight(view: LabelView): string {
  return `${shortKilograms(view.grams)} กก.`;
}

/** The municipality, and at the right of its line ตัวอย่าง in reverse when the data are invented. */
function heading(view: LabelView, faces: Faces): Mark[] {
  const padding = 0.9;
  const badge = faces('bold').width(EXAMPLE, SMALL_SIZE) + 2 * padding;
  const x = LEFT + TEXT_WIDTH - badge;
  const room = view.example ? TEXT_WIDTH - badge - 1 : TEXT_WIDTH;
  const name = new Stack(faces, room, 1);
  name.add(view.municipality, { face: 'semibold', leading: 1.35, settings: [one(6.5, 4)] });
  if (!view.example) return name.at(LEFT, TOP);
  return [
    ...name.at(LEFT, TOP),
    { kind: 'box', x, y: TOP, width: badge, height: 3 },
    { ...text(EXAMPLE, SMALL_SIZE, x + padding, TOP + 2.3), reversed: true },
  ];
}

/** What a person types when the QR is torn. */
function codeMark(view: LabelView, faces: Faces): Mark {
  const code = showBatchCode(view.code);
  const size = Math.min(CODE_SIZE, CODE_SIZE * (TEXT_WIDTH / faces('bold').width(code, CODE_SIZE)));
  return text(code, size, LEFT, BASE);
}

/** The QR and, flush with its right edge, the weight. */
function symbolAndWeight(view: LabelView, faces: Faces): Mark[] {
  const { size, bars } = qrSymbol(view.url);
  const across = size + 2 * QUIET_ZONE;
  const module = Math.floor(QR_SIDE / across / DOT) * DOT;
  const quiet = QUIET_ZONE * module;
  const right = QR_RIGHT - quiet;
  const symbol = {
    kind: 'symbol',
    x: right - size * module,
    y: QR_TOP + quiet,
    module,
    bars,
  } as const;

  const kilograms = text(weight(view), WEIGHT_SIZE, 0, BASE);
  const width = faces('bold').width(kilograms.text, WEIGHT_SIZE);
  const note = { ...text(view.unitNote ?? '', NOTE_SIZE, 0, BASE), face: 'regular' as const };
  const noteWidth = faces('regular').width(note.text, NOTE_SIZE);
  const gap = WEIGHT_SIZE / 3;
  // The count is a courtesy: without room for it the weight stands alone.
  if (note.text === '' || width + gap + noteWidth > right - LEFT - TEXT_WIDTH - gap) {
    return [symbol, { ...kilograms, x: right - width }];
  }
  const noteX = right - noteWidth;
  return [symbol, { ...kilograms, x: noteX - gap - width }, { ...note, x: noteX }];
}

function text(line: string, size: number, x: number, y: number): TextMark {
  return { kind: 'text', x, y, face: 'bold', size, text: line };
}
