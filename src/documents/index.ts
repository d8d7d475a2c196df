import { LABEL_PAPERS, USUAL_LABEL_PAPER } from '../domain/label-papers.ts';
import { BadView, PapersBusy } from './errors.ts';
import type { LabelPdfOptions } from './label/label.ts';
import { checkedWidth, labelPng } from './label/png.ts';
import { Threads } from './threads.ts';
import type {
  AuditView,
  CardView,
  DeliveryNoteView,
  GoodsReceiptView,
  LabelView,
  PaymentView,
  RollView,
} from './views.ts';

export { BadView, PapersBusy } from './errors.ts';
export type * from './views.ts';

export type LabelFormat = 'svg' | 'png' | 'pdf';

export interface LabelOptions extends LabelPdfOptions {
  /** Width of a PNG in pixels, for 300 dpi or more; 406 dpi unless told. */
  readonly pixelWidth?: number;
}

export interface PapersOptions {
  /** Threads that draw, at most. */
  readonly threads?: number;
  /** Papers that may wait for a thread before {@link PapersBusy}. */
  readonly queue?: number;
}

export interface Papers {
  /** One label, or as PDF several. `start` and `copies` are for PDF. */
  label(
    view: LabelView | readonly LabelView[],
    format: LabelFormat,
    options?: LabelOptions,
  ): Promise<Uint8Array>;
  /** Labels whose codes wait for a batch, as PDF. */
  roll(view: RollView, options: LabelPdfOptions): Promise<Uint8Array>;
  /** The audit report of a batch, as PDF. */
  audit(view: AuditView): Promise<Uint8Array>;
  /** ใบส่งของ, as PDF. */
  note(view: DeliveryNoteView): Promise<Uint8Array>;
  /** ใบตรวจรับพัสดุ in two copies, as PDF. */
  receipt(view: GoodsReceiptView): Promise<Uint8Array>;
  /** ใบสำคัญรับเงิน of each farmer, as PDF. @param views one or more */
  payments(views: readonly PaymentView[]): Promise<Uint8Array>;
  /** A sign-in card, as PDF. */
  card(view: CardView): Promise<Uint8Array>;
  /** Finishes what has begun and lets the threads go. */
  close(): Promise<void>;
}

/** Papers are drawn on threads of their own, so that the server goes on answering. */
export function openPapers({ threads = 1, queue = 32 }: PapersOptions = {}): Papers {
  const pool = new Threads(threads);
  const underWay = new Set<Promise<Uint8Array>>();

  async function bounded(make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (underWay.size >= threads + queue) throw new PapersBusy();
    const made = make();
    underWay.add(made);
    try {
      return await made;
    } finally {
      underWay.delete(made);
    }
  }

  async function label(
    views: readonly LabelView[],
    format: LabelFormat,
    { pixelWidth, ...options }: LabelOptions,
  ): Promise<Uint8Array> {
    if (format === 'pdf') return pool.render({ kind: 'label-pdf', views, options });
    const [view, ...others] = views;
    if (!view || others.length > 0) throw new BadView(`${format}: one label at a time`);
    const { paper = USUAL_LABEL_PAPER } = options;
    if (format === 'svg') return pool.render({ kind: 'label-svg', view, paper });
    const { width } = LABEL_PAPERS[paper];
    const pixels = checkedWidth(width, pixelWidth);
    const svg = await pool.render({ kind: 'label-svg', view, paper, pixelWidth: pixels });
    return labelPng(svg, width, pixels);
  }

  return {
    label: (view, format, options = {}) =>
      bounded(() => label('code' in view ? [view] : view, format, options)),
    roll: (view, options) => bounded(() => pool.render({ kind: 'roll', view, options })),
    note: (view) => bounded(() => pool.render({ kind: 'note', view })),
    receipt: (view) => bounded(() => pool.render({ kind: 'receipt', view })),
    payments: (views) => bounded(() => pool.render({ kind: 'payments', views })),
    card: (view) => bounded(() => pool.render({ kind: 'card', view })),
    audit: (view) => bounded(() => pool.render({ kind: 'audit', view })),
    async close() {
      // The pool would break off what a starting thread has not begun.
      await Promise.allSettled(underWay);
      await pool.close();
    },
  };
}
