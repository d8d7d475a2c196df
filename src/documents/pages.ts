import { faces } from './faces.ts';
import { GREY, INK, RULE, STYLES, type Typesetter } from './typography.ts';
import { drawOutline } from './watermark.ts';

/** A4 in points, and the margins of an official letter. */
const PAGE = { width: 595.28, height: 841.89 };
export const LEFT = 56;
export const RIGHT = PAGE.width - 56;
export const BODY_WIDTH = RIGHT - LEFT;
const TOP = 42;
const BOTTOM = PAGE.height - 48;
/** Of an empty page. */
export const PAGE_ROOM = BOTTOM - TOP;
const FOOTER = BOTTOM + 14;

const EXAMPLE = 'ตัวอย่าง';

export interface Running {
  /** Left part of each page's foot. */
  readonly footer: string;
  readonly example: boolean;
}

/** The pages of a report and the place where the next thing goes. */
export class Pages {
  y = TOP;
  readonly type: Typesetter;
  readonly #running: Running;

  constructor(type: Typesetter, running: Running) {
    this.type = type;
    this.#running = running;
    this.add();
  }

  get doc() {
    return this.type.doc;
  }

  /** Room left on this page. */
  get room(): number {
    return BOTTOM - this.y;
  }

  add(): void {
    this.doc.addPage({ size: 'A4', margins: { top: 0, bottom: 0, left: 0, right: 0 } });
    this.y = TOP;
    if (this.#running.example) this.#markExample();
  }

  /** Goes on to a new page unless this much fits here. */
  need(height: number): void {
    if (height > this.room) this.add();
  }

  rule(y: number, colour: string, thickness: number, right = RIGHT): void {
    this.type.ornament(() => {
      this.doc.lineWidth(thickness).strokeColor(colour).moveTo(LEFT, y).lineTo(right, y).stroke();
    });
  }

  /** Page numbers, once it is known how many there are. */
  finish(): void {
    this.flush(this.doc.bufferedPageRange().count);
  }

  /** Hands on the pages so far, with their numbers, where it is known beforehand how many there will be. */
  flush(all: number): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      this.rule(FOOTER - 6, RULE, 0.5);
      const number = this.type.written(`หน้า ${page + 1} จาก ${all}`);
      const style = { ...STYLES.small, fill: GREY };
      this.type.draw(this.#running.footer, style, LEFT, FOOTER, null);
      this.type.draw(number, style, RIGHT - this.type.width(number, 'small'), FOOTER, null);
    }
    this.doc.flushPages();
  }

  /** ตัวอย่าง across the page in light outlines under the text, and once as text at its top. */
  #markExample(): void {
    this.type.ornament(() => drawOutline(this.doc, faces('bold'), EXAMPLE, PAGE));
    const style = { ...STYLES.strong, fill: INK };
    const width = this.type.width(EXAMPLE, 'strong');
    const [x, top] = [RIGHT - width - 6, 15];
    this.type.draw(EXAMPLE, style, x, top, null);
    this.type.ornament(() => {
      this.doc.lineWidth(0.8).strokeColor(INK);
      this.doc.rect(x - 6, top - 1.5, width + 12, 17).stroke();
    });
  }
}
