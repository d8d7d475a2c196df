import type { LabelPaperName } from '../domain/label-papers.ts';
import { renderAudit } from './audit/audit.ts';
import { renderCard } from './card/card.ts';
import { checkAudit, checkCard, checkDelivery, checkLabel, checkRoll } from './check.ts';
import { renderNote, renderPayments, renderReceipt } from './delivery/delivery.ts';
import {
  type LabelPdfOptions,
  renderLabelPdf,
  renderLabelSvg,
  renderRollPdf,
} from './label/label.ts';
import type {
  AuditView,
  CardView,
  DeliveryNoteView,
  GoodsReceiptView,
  LabelView,
  PaymentView,
  RollView,
} from './views.ts';

/** One paper to be made. Plain data: it is sent to another thread. */
export type Job =
  | {
      readonly kind: 'label-svg';
      readonly view: LabelView;
      readonly paper: LabelPaperName;
      readonly pixelWidth?: number;
    }
  | {
      readonly kind: 'label-pdf';
      readonly views: readonly LabelView[];
      readonly options: LabelPdfOptions;
    }
  | { readonly kind: 'roll'; readonly view: RollView; readonly options: LabelPdfOptions }
  | { readonly kind: 'card'; readonly view: CardView }
  | { readonly kind: 'note'; readonly view: DeliveryNoteView }
  | { readonly kind: 'receipt'; readonly view: GoodsReceiptView }
  | { readonly kind: 'payments'; readonly views: readonly PaymentView[] }
  | { readonly kind: 'audit'; readonly view: AuditView };

export async function render(job: Job): Promise<Uint8Array> {
  switch (job.kind) {
    case 'label-svg':
      checkLabel(job.view);
      return new TextEncoder().encode(renderLabelSvg(job.view, job));
    case 'label-pdf':
      job.views.forEach(checkLabel);
      return renderLabelPdf(job.views, job.options);
    case 'roll':
      checkRoll(job.view);
      return renderRollPdf(job.view, job.options);
    case 'card':
      checkCard(job.view);
      return renderCard(job.view);
    case 'note':
      checkDelivery(job.view);
      return renderNote(job.view);
    case 'receipt':
      checkDelivery(job.view);
      return renderReceipt(job.view);
    case 'payments':
      job.views.forEach(checkDelivery);
      return renderPayments(job.views);
    case 'audit':
      checkAudit(job.view);
      return renderAudit(job.view);
  }
}
