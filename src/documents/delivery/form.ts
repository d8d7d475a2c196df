import { faces } from '../faces.ts';
import { thaiInstant } from '../formats.ts';
import { LEFT, type Pages, RIGHT } from '../pages.ts';
import { type Block, heightOf, INK, paragraph, STYLES, type StyleName } from '../typography.ts';
import type { RevisionView } from '../views.ts';

const WIDTH = RIGHT - LEFT;
/** A blank to be filled in by hand. */
const DOTS = { length: 0.1, gap: 2.2, thickness: 0.9 };

/** The head of a form: whose it is at the left, which one at the right, and what it is in the middle. */
export function drawFormHead(
  pages: Pages,
  head: { title: string; left: Block; right: Block },
): void {
  const { type } = pages;
  const top = pages.y;
  const right = type.set(head.right, WIDTH * 0.42);
  const left = type.set(head.left, WIDTH * 0.54);
  type.part('P', () => {
    for (const line of left) type.draw(line.text, line.style, LEFT, top + line.top);
  });
  type.part('P', () => {
    for (const { text, style, top: down } of right) {
      const width = faces(style.face).width(text.trimEnd(), style.size);
      type.draw(text, style, RIGHT - width, top + down);
    }
  });
  pages.y = top + Math.max(heightOf(left), heightOf(right)) + 12;
  type.part('H1', () => {
    type.draw(
      head.title,
      STYLES.formTitle,
      LEFT + (WIDTH - type.width(head.title, 'formTitle')) / 2,
      pages.y,
    );
  });
  pages.y += STYLES.formTitle.leading + 6;
}

/** Running text over the whole width, its first line set in as in an official letter. */
export function drawText(pages: Pages, text: string, style: StyleName = 'form', indent = 0): void {
  const { type } = pages;
  // No-break spaces make room for the indent, so that lines are broken with it.
  const space = indent > 0 ? '\u00a0'.repeat(Math.round(indent / type.width('\u00a0', style))) : '';
  const lines = type.set([paragraph(space + text, style)], WIDTH);
  type.part('P', () => {
    for (const line of lines) {
      pages.need(line.style.leading);
      const shown = line.text.trimStart();
      const x = LEFT + (line === lines[0] ? indent : 0);
      type.draw(shown, line.style, x, pages.y);
      pages.y += line.style.leading;
    }
  });
}

/** A box to be ticked, ticked where the book says so. */
export function drawTick(pages: Pages, text: string, ticked: boolean): void {
  const { type, doc } = pages;
  const side = 9;
  const lines = type.set([paragraph(text, 'form')], WIDTH - 58);
  pages.need(heightOf(lines));
  const top = pages.y + 4.5;
  const x = LEFT + 36;
  type.ornament(() => {
    doc.lineWidth(0.8).strokeColor(INK).rect(x, top, side, side).stroke();
    if (!ticked) return;
    doc.lineWidth(1.4).moveTo(x + 1.8, top + 4.6);
    doc
      .lineTo(x + 3.9, top + 7)
      .lineTo(x + 7.6, top + 1.8)
      .stroke();
  });
  type.part('P', () => {
    for (const line of lines) type.draw(line.text, line.style, x + side + 7, pages.y + line.top);
  });
  pages.y += heightOf(lines);
}

/** What was changed since the paper was first made. */
export function drawRevisions(pages: Pages, revisions: readonly RevisionView[]): void {
  if (revisions.length === 0) return;
  pages.y += 6;
  pages.need(STYLES.formStrong.leading + 2 * STYLES.formSmall.leading);
  drawText(pages, 'รายการแก้ไข', 'formStrong');
  for (const { number, at, who, changes } of revisions) {
    const when = `แก้ไขครั้งที่ ${number} ${thaiInstant(at)} โดย${who.role} ${who.place}`;
    drawText(pages, when, 'formSmall');
    for (const change of changes) drawText(pages, change, 'formSmall', 12);
  }
}

/** Blanks for signatures in ink, two side by side: name in brackets, and the day. */
export function drawSignatures(pages: Pages, roles: readonly string[]): void {
  const column = WIDTH / 2;
  for (let i = 0; i < roles.length; i += 2) {
    pages.need(SIGNATURE);
    const two = roles.slice(i, i + 2);
    // A last one alone stands at the right, where the highest signs.
    two.forEach((role, at) => {
      const side = two.length === 1 ? 1 : at;
      drawSignature(pages, role, LEFT + side * column, column - 12);
    });
    pages.y += SIGNATURE;
  }
}

const SIGNATURE = 57;
/** As long as the longest role leaves: blanks of one length stand under each other. */
const LONGEST_BLANK = 108;

function drawSignature(pages: Pages, role: string, left: number, width: number): void {
  const { type } = pages;
  const top = pages.y + 9;
  const style = STYLES.formSmall;
  const lead = type.width('ลงชื่อ', 'formSmall') + 4;
  const tail = type.width(role, 'formSmall') + 4;
  const blank = { x: left + lead, width: Math.min(LONGEST_BLANK, width - lead - tail) };
  type.part('P', () => {
    type.draw('ลงชื่อ', style, left, top);
    type.draw(role, style, blank.x + blank.width + 4, top);
    type.draw('(', style, blank.x - 4, top + 16);
    type.draw(')', style, blank.x + blank.width + 1, top + 16);
    type.draw('วันที่', style, left, top + 32);
  });
  for (const line of [0, 16, 32]) dots(pages, blank.x, blank.width, top + line + 11);
}

/** Words with blanks between them, in one line: each number is a blank with so many shares of the room. */
export function drawBlanks(pages: Pages, parts: readonly (string | number)[]): void {
  const { type } = pages;
  pages.need(STYLES.form.leading + 2);
  const words = parts.filter((part): part is string => typeof part === 'string');
  const taken = words.reduce((sum, word) => sum + type.width(word, 'form') + 6, 0);
  const shares = parts.reduce<number>(
    (sum, part) => sum + (typeof part === 'number' ? part : 0),
    0,
  );
  let x = LEFT;
  type.part('P', () => {
    for (const part of parts) {
      if (typeof part === 'string') {
        type.draw(part, STYLES.form, x, pages.y);
        x += type.width(part, 'form') + 3;
      } else {
        const width = ((WIDTH - taken) * part) / shares;
        dots(pages, x, width, pages.y + 14);
        x += width + 3;
      }
    }
  });
  pages.y += STYLES.form.leading + 2;
}

/** A dotted line. */
export function dots(pages: Pages, x: number, width: number, y: number): void {
  const { doc } = pages;
  pages.type.ornament(() => {
    doc.save().lineWidth(DOTS.thickness).strokeColor(INK).lineCap('round');
    doc.dash(DOTS.length, { space: DOTS.gap });
    doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke();
    doc.restore();
  });
}
