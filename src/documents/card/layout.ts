import { faces } from '../faces.ts';
import { inDigits, thaiDayAndTime } from '../formats.ts';
import { type Mark, mmFromPoints } from '../label/drawing.ts';
import { type LineStyle, one, Stack } from '../label/stack.ts';
import { QUIET_ZONE, qrSymbol } from '../qr.ts';
import type { CardView } from '../views.ts';

/** A bank card, in millimetres. */
export const CARD_WIDTH = 85.6;
export const CARD_HEIGHT = 54;

const EDGE = 4.5;
const QR_SIDE = 40;
const QR_LEFT = CARD_WIDTH - QR_SIDE - 1;
const TEXT_WIDTH = QR_LEFT - EDGE - 0.5;
const EXAMPLE = 'ตัวอย่าง';
const EXAMPLE_SIZE = mmFromPoints(7);

const STYLES = {
  municipality: {
    face: 'semibold',
    leading: 1.3,
    settings: [one(8.5, 7), { lines: 2, largest: 8, smallest: 5.5 }],
  },
  title: { face: 'bold', leading: 1.3, settings: [one(16, 11)] },
  english: { face: 'regular', leading: 1.25, settings: [one(7.5, 6)] },
  name: {
    face: 'bold',
    leading: 1.32,
    settings: [one(12, 10), { lines: 2, largest: 11, smallest: 7 }],
  },
  step: { face: 'regular', leading: 1.34, settings: [{ lines: 3, largest: 8, smallest: 6 }] },
  warning: { face: 'semibold', leading: 1.34, settings: [{ lines: 3, largest: 7, smallest: 6 }] },
} satisfies Record<string, LineStyle>;

/** Whose card it is and how to use it at the left, the QR code at the right. */
export function cardMarks(view: CardView): Mark[] {
  const head = new Stack(TEXT_WIDTH, 1);
  head.add(view.municipality, STYLES.municipality);
  head.add('บัตรเข้าสู่ระบบ', STYLES.title);
  head.add('Sign-in card · Tonnam', STYLES.english);
  const body = new Stack(TEXT_WIDTH, 1);
  body.add(view.name, STYLES.name);
  body.add('สแกน แล้วกดปุ่ม “เข้าสู่ระบบ”', STYLES.step);
  const foot = new Stack(TEXT_WIDTH, 1);
  foot.add('เก็บไว้กับตัว อย่าให้ผู้อื่นถ่ายรูป ถ้าหาย โปรดแจ้งผู้นำเครือข่าย', STYLES.warning);
  const free = CARD_HEIGHT - 2 * EDGE - head.height - body.height - foot.height;
  return [
    ...head.at(EDGE, EDGE),
    ...body.at(EDGE, EDGE + head.height + free / 2),
    ...foot.at(EDGE, CARD_HEIGHT - EDGE - foot.height),
    ...symbolAndTerm(view),
  ];
}

function symbolAndTerm(view: CardView): Mark[] {
  const { size, bars } = qrSymbol(view.url);
  const module = QR_SIDE / (size + 2 * QUIET_ZONE);
  const quiet = QUIET_ZONE * module;
  const top = 2;
  const middle = QR_LEFT + QR_SIDE / 2;
  const centred = (text: string, points: number, y: number, face: 'regular' | 'semibold'): Mark => {
    const size = mmFromPoints(points);
    const x = middle - faces(face).width(text, size) / 2;
    return { kind: 'text', x, y, face, size, text };
  };
  const { day } = thaiDayAndTime(view.expiresAt);
  const below = top + QR_SIDE;
  return [
    { kind: 'symbol', x: QR_LEFT + quiet, y: top + quiet, module, bars },
    centred(inDigits(view.digits)(`ใช้ได้ถึง ${day}`), 7.5, below + 2, 'semibold'),
    ...(view.example ? exampleMark(middle, below + 4.5) : []),
  ];
}

/** ตัวอย่าง in reverse, where the data are invented. */
function exampleMark(middle: number, y: number): Mark[] {
  const width = faces('bold').width(EXAMPLE, EXAMPLE_SIZE);
  return [
    { kind: 'box', x: middle - width / 2 - 1, y, width: width + 2, height: 3.4 },
    {
      kind: 'text',
      x: middle - width / 2,
      y: y + 2.6,
      face: 'bold',
      size: EXAMPLE_SIZE,
      text: EXAMPLE,
      reversed: true,
    },
  ];
}
