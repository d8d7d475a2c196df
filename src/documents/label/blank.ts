import { showBatchCode } from '../../domain/batch-code.ts';
import type { LabelPaper } from '../../domain/label-papers.ts';
import { qrSymbol } from '../qr.ts';
import type { RollView } from '../views.ts';
import { codeMark } from './bottom-line.ts';
import type { Drawing } from './drawing.ts';
import { badge, type Frame, framesOf, HEADING } from './frame.ts';
import { type LineStyle, one, Stack } from './stack.ts';

const STYLES = {
  network: {
    face: 'label',
    leading: 1.22,
    settings: [
      one(12, 9),
      { lines: 3, largest: 9, smallest: 6.5 },
      { lines: 6, largest: 6.5, smallest: 5.5 },
    ],
  },
  step: { face: 'label', leading: 1.25, settings: [{ lines: 4, largest: 8, smallest: 5.5 }] },
} satisfies Record<string, LineStyle>;
const SHRINK = 0.96;
/** A name that is still too long then ends in … */
const SMALLEST = 0.3;
const STEP = 'ติดที่ตะกร้า แล้วสแกนเมื่อบันทึกการเก็บเกี่ยว';

type BlankView = Omit<RollView, 'labels'> & RollView['labels'][number];

/** A label that says whose it is and what to do with it; what is in the crate the book will know. */
export function blankDrawing(view: BlankView, paper: LabelPaper): Drawing {
  const { size, bars } = qrSymbol(view.url);
  const [frame] = framesOf(paper, size) as [Frame];
  const { left, textWidth, textBottom, least, symbol, codeSize } = frame;
  const mark = view.example ? badge(left + textWidth, frame.top, least) : null;
  const head = new Stack(mark ? textWidth - mark.width - 1 : textWidth, 1, least);
  if (!frame.isSmall) head.add(view.municipality, HEADING);
  const top = frame.top + Math.max(head.height, mark?.height ?? 0);

  const set = (scale: number) => {
    const name = new Stack(textWidth, scale, least);
    name.add(view.network, STYLES.network);
    const step = new Stack(textWidth, scale, least);
    step.add(STEP, STYLES.step);
    return { name, step };
  };
  let { scale } = frame;
  let lines = set(scale);
  while (top + lines.name.height + lines.step.height > textBottom && scale > SMALLEST) {
    scale *= SHRINK;
    lines = set(scale);
  }
  const free = textBottom - top - lines.name.height - lines.step.height;
  return {
    width: paper.width,
    height: paper.height,
    title: `ฉลากรอใช้ ${showBatchCode(view.code)}`,
    description: [view.municipality, view.network].join(' · '),
    marks: [
      ...head.at(left, frame.top),
      ...(mark?.marks ?? []),
      ...lines.name.at(left, top + free / 3),
      ...lines.step.at(left, textBottom - lines.step.height - free / 6),
      codeMark(view.code, frame, { codeSize, codeRoom: textWidth }),
      { kind: 'symbol', x: symbol.x, y: symbol.y, module: symbol.module, bars },
    ],
  };
}
