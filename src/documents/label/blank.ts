import { showBatchCode } from '../../domain/batch-code.ts';
import type { LabelPaper } from '../../domain/label-papers.ts';
import type { RollView } from '../views.ts';
import type { Drawing } from './drawing.ts';
import { badge, codeMark, frameOf, HEADING, symbolMark } from './frame.ts';
import { type LineStyle, one, Stack } from './stack.ts';

const STYLES = {
  network: {
    face: 'bold',
    leading: 1.32,
    settings: [one(12, 10), { lines: 3, largest: 11, smallest: 6.5 }],
  },
  step: { face: 'bold', leading: 1.32, settings: [{ lines: 4, largest: 8, smallest: 5.5 }] },
} satisfies Record<string, LineStyle>;
const SHRINK = 0.96;

type BlankView = Omit<RollView, 'labels'> & RollView['labels'][number];

/** A label that says whose it is and what to do with it; what is in the crate the book will know. */
export function blankDrawing(view: BlankView, paper: LabelPaper): Drawing {
  const frame = frameOf(paper, view.url, (room, scale) => new Stack(room, scale));
  const { left, textWidth, textBottom } = frame;
  const mark = view.example ? badge(left + textWidth, frame.top) : null;
  const head = new Stack(mark ? textWidth - mark.width - 1 : textWidth, 1);
  if (!frame.isSmall) head.add(view.municipality, HEADING);
  const top = frame.top + Math.max(head.height, mark?.height ?? 0);

  const set = (scale: number) => {
    const name = new Stack(textWidth, scale);
    name.add(view.network, STYLES.network);
    const step = new Stack(textWidth, scale);
    step.add('ติดที่ตะกร้า แล้วสแกนเมื่อบันทึกการเก็บเกี่ยว', STYLES.step);
    return { name, step };
  };
  let { scale } = frame;
  let lines = set(scale);
  while (top + lines.name.height + lines.step.height > textBottom) {
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
      codeMark(view.code, frame),
      symbolMark(frame),
    ],
  };
}
