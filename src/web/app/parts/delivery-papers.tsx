import type { BatchDetail } from '../../../wire/batches.ts';
import { say } from '../words/common.ts';
import { PaperRow } from './paper-row.tsx';

export type DeliveryPaper = 'note' | 'receipt' | 'payments';
export type PaperedDelivery = { id: string; status: string; to: { kind: string } };

/** The papers that a delivery has by now, of those that a person needs. */
export function DeliveryPapers({
  delivery: { id, status, to },
  papers = ['note', 'receipt', 'payments'],
}: {
  delivery: PaperedDelivery;
  papers?: readonly DeliveryPaper[];
}) {
  const words = say().papers;
  const has: Record<DeliveryPaper, boolean> = {
    note: true,
    receipt: status === 'received' && to.kind === 'kitchen',
    payments: status === 'received',
  };
  return (
    <>
      {papers
        .filter((paper) => has[paper])
        .map((paper) => (
          <PaperRow
            key={paper}
            title={words[paper]}
            path={`/v1/deliveries/${id}/${paper}.pdf`}
            name={`tonnam-${paper}-${id.slice(-6)}.pdf`}
          />
        ))}
    </>
  );
}

/** Deliveries that a batch was in, as its history tells them. */
export function deliveriesOf({ history }: Pick<BatchDetail, 'history'>): (PaperedDelivery & {
  at: string;
  /** Who received it; null where nobody has yet. */
  by: BatchDetail['history'][number]['by']['place']['names'] | null;
})[] {
  return history
    .filter(({ type }) => type === 'dispatched')
    .map(({ at, data }) => {
      const { deliveryId: id, to } = data as { deliveryId: string; to: { kind: string } };
      const about = history.filter(({ data: other }) => other.deliveryId === id);
      const received = about.findLast(({ type, voided }) => type === 'received' && !voided);
      const cancelled = about.some(({ type }) => type === 'dispatch-cancelled');
      const status = received ? 'received' : cancelled ? 'cancelled' : 'in_transit';
      return { id, to, at, status, by: received?.by.place.names ?? null };
    });
}
