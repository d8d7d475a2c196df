import type { LineView, ReportView } from '../../domain/report/view.ts';
import { kilograms, thaiDayAndTime } from '../formats.ts';
import { LEFT, type Pages, RIGHT } from '../pages.ts';
import { heightOf, INK, RULE, type SetLine, STYLES, type StyleName } from '../typography.ts';
import { lineWords } from './tables.ts';

const COLUMNS = [
  { title: 'วันเวลา', width: 82 },
  { title: 'เหตุการณ์', width: 66 },
  { title: 'รุ่น พืช', width: 80 },
  { title: 'ที่ จาก/ถึง', width: 106 },
  { title: 'กก.', width: 64 },
  { title: 'หมายเหตุ', width: 85 },
] as const;
const GAP = 6;
/** After a number, more. */
const AFTER = 12;
const PADDING = 3;
const HEADING = STYLES.heading.leading + 4;
const HEAD = HEADING + STYLES.columnTitle.leading + 2 * PADDING;

/** Every line of a report, on pages of their own that leave the memory as they are full. */
export class LinePages {
  readonly #pages: Pages;
  readonly #view: ReportView;

  constructor(pages: Pages, view: ReportView) {
    this.#pages = pages;
    this.#view = view;
  }

  /** How many pages they take: told by setting them once without drawing. */
  async count(lines: AsyncIterable<LineView>, roomOfPage: number): Promise<number> {
    let pages = 0;
    let room = 0;
    for await (const line of lines) {
      const height = this.#set(line).height;
      if (height > room) {
        pages += 1;
        room = roomOfPage - HEAD;
      }
      room -= height;
    }
    return pages;
  }

  /** @param all pages of the report, for their numbers */
  async draw(
    lines: AsyncIterable<LineView>,
    all: number,
    flushed: () => Promise<void>,
  ): Promise<void> {
    const pages = this.#pages;
    let begun = false;
    for await (const line of lines) {
      const { height, cells } = this.#set(line);
      if (!begun || height > pages.room) {
        if (begun) pages.flush(all);
        await flushed();
        pages.add();
        this.#head();
        begun = true;
      }
      for (const { text, style, top, x } of cells) {
        pages.type.draw(text, style, x, pages.y + PADDING + top);
      }
      pages.y += height;
      pages.rule(pages.y, RULE, 0.4);
    }
    pages.flush(all);
  }

  /** Of a network the farmer, of those who buy the network. */
  #whose({ farmer, network }: LineView): string {
    const { kind } = this.#view;
    return kind === 'farmer' ? '' : kind === 'network' ? (farmer ?? '') : network;
  }

  #head(): void {
    const { type } = this.#pages;
    type.draw('รายการทั้งหมด', STYLES.heading, LEFT, this.#pages.y);
    const english = LEFT + type.width('รายการทั้งหมด', 'heading') + 7;
    type.draw('All entries', { ...STYLES.small, leading: 19 }, english, this.#pages.y);
    this.#pages.y += HEADING;
    let x = LEFT;
    for (const { title, width } of COLUMNS) {
      const left = title === 'กก.' ? x + width - AFTER - type.width(title, 'columnTitle') : x;
      type.draw(title, STYLES.columnTitle, left, this.#pages.y + PADDING);
      x += width;
    }
    this.#pages.y += HEAD - HEADING;
    this.#pages.rule(this.#pages.y, INK, 0.8, RIGHT);
  }

  #set(line: LineView): { height: number; cells: (SetLine & { x: number })[] } {
    const { what, code, note } = lineWords(line);
    const { day, time } = thaiDayAndTime(line.at);
    const texts = [
      [day, time],
      line.voided ? [what, '(ยกเลิกแล้ว)'] : [what],
      [code, line.crop, this.#whose(line)],
      line.other ? [line.place, line.other] : [line.place],
      [weightOf(line)],
      [note],
    ];
    let left = LEFT;
    const cells = COLUMNS.flatMap(({ title, width }, index) => {
      const x = left;
      left += width;
      const style: StyleName = line.voided ? 'small' : 'figure';
      const block = texts[index]!.filter(Boolean).map((text) => ({ text, style }));
      const set = this.#pages.type.set(block, width - GAP);
      return set.map((each) => {
        const taken = this.#pages.type.width(each.text, style);
        return { ...each, x: title === 'กก.' ? x + width - AFTER - taken : x };
      });
    });
    const tallest = cells.reduce((most, cell) => Math.max(most, heightOf([cell])), 0);
    return { height: tallest + 2 * PADDING, cells };
  }
}

/** What an entry moved, as it stands; of a receipt what was accepted. */
function weightOf({ measures }: LineView): string {
  const { accepted, harvested, mixedIn, mixedOut, sent, sold, cooked, discarded, found, lost } =
    measures;
  const moved = [
    accepted,
    harvested,
    mixedIn,
    mixedOut,
    sent,
    sold,
    cooked,
    discarded,
    found,
    lost,
  ];
  const grams = moved.find((each) => each !== undefined);
  return grams === undefined ? '' : kilograms(grams);
}
