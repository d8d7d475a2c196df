import { showBatchCode } from '../../domain/batch-code.ts';
import { faces } from '../faces.ts';
import { inDigits, shortKilograms } from '../formats.ts';
import { QUIET_ZONE } from '../qr.ts';
import type { LabelView } from '../views.ts';
import { type Mark, mmFromPoints, type TextMark } from './drawing.ts';
import { type Frame, text } from './frame.ts';

const WEIGHT_POINTS = 11;
const NOTE_POINTS = 7.5;
/** Between the code and what stands at the right. */
const APART = 1.5;
/** Width of a code in sizes; the few that are wider are set smaller. */
const CODE_WIDTH = 7.8;
/** How small the code gets for a long weight, as a share of its usual size. */
const LEAST_CODE = 0.88;

/** The code's size and room on the bottom line, and what stands under the symbol. */
export interface BottomLine {
  readonly codeSize: number;
  readonly codeRoom: number;
  readonly marks: readonly Mark[];
}

export const weight = (view: Pick<LabelView, 'digits' | 'shared' | 'grams'>): string =>
  inDigits(view.digits)(`${view.shared ? 'ทั้งรุ่น ' : ''}${shortKilograms(view.grams)} กก.`);

/** @returns null where the weight has no room, beside the code or under the symbol */
export function bottomLine(view: LabelView, frame: Frame): BottomLine | null {
  const { left, base, scale, symbol, least } = frame;
  const right = symbol.x + symbol.size * symbol.module;
  const below = symbol.y + (symbol.size + QUIET_ZONE) * symbol.module;
  const face = faces('label');
  const said = weight(view);
  for (const share of [1, LEAST_CODE]) {
    const codeSize = frame.codeSize * share;
    const codeRoom = CODE_WIDTH * codeSize;
    const room = right - left - codeRoom - APART;
    const size = Math.min(mmFromPoints(WEIGHT_POINTS) * scale, room / face.width(said, 1));
    if (size < least || base - face.rise(said, size) < below) continue;
    const width = face.width(said, size);
    const note = inDigits(view.digits)(view.unitNote ?? '');
    const noteSize = Math.max(mmFromPoints(NOTE_POINTS) * scale, least);
    const noteWidth = face.width(note, noteSize);
    // The count is a courtesy: without room for it the weight stands alone.
    const isNoted = note !== '' && width + size / 3 + noteWidth <= room;
    const weightRight = isNoted ? right - noteWidth - size / 3 : right;
    return {
      codeSize,
      codeRoom,
      marks: [
        text(said, size, weightRight - width, base),
        ...(isNoted ? [text(note, noteSize, right - noteWidth, base)] : []),
      ],
    };
  }
  return null;
}

/** What a person types when the QR is torn. */
export function codeMark(
  code: string,
  { left, base }: Frame,
  { codeSize, codeRoom }: Pick<BottomLine, 'codeSize' | 'codeRoom'>,
): TextMark {
  const shown = showBatchCode(code);
  const size = Math.min(codeSize, codeRoom / faces('label').width(shown, 1));
  return text(shown, size, left, base);
}
