import type { BatchDetail } from '../../../wire/batches.ts';
import { say } from '../words/common.ts';
import { PaperRow } from './paper-row.tsx';

type DeliveryPaper = 'note' | 'receipt' | 'payments';
type PaperedDelivery = { id: string; status: string; to: { kind: string } };

/** The papers that a delivery has by now, and where they are. */
export function paperPaths({ id, status, to }: PaperedDelivery) {
  const isReceived = status === 'received';
  const papers: DeliveryPaper[] = [
    'note',
    ...(isReceived && to.kind === 'kitchen' ? (['receipt'] as const) : []),
    ...(isReceived ? (['payments'] as const) : []),
  ];
  return papers.map((paper) => ({ paper, path: `/v1/deliveries/${id}/${paper}.pdf` }));
}

/** Those of them that a person needs, to be opened or handed on. */
export function DeliveryPapers({
  delivery,
  papers,
}: {
  delivery: PaperedDelivery;
  papers?: readonly DeliveryPaper[];
}) {
  const words = say().papers;
  return (
    <>
      {paperPaths(delivery)
        .filter(({ paper }) => papers?.includes(paper) ?? true)
        .map(({ paper, path }) => (
          <PaperRow
            key={paper}
            title={words[paper]}
            path={path}
            name={`tonnam-${paper}-${delivery.id.slice(-6)}.pdf`}
          />
        ))}
    </>
  );
}

/** Deliveries that a batch was in, as its history tells them. */
export function deliveriesOf({ history }: Pick<BatchDetail, 'history'>): (PaperedDelivery & {
  to: { id: string };
  at: string;
  /** Who received it; null where nobody has yet. */
  by: BatchDetail['history'][number]['by']['place']['names'] | null;
})[] {
  return history
    .filter(({ type }) => type === 'dispatched')
    .map(({ at, data }) => {
      const { deliveryId: id, to } = data as {
        deliveryId: string;
        to: { kind: string; id: string };
      };
      const about = history.filter(({ data: other }) => other.deliveryId === id);
      const received = about.findLast(({ type, voided }) => type === 'received' && !voided);
      const cancelled = about.some(({ type }) => type === 'dispatch-cancelled');
      const status = received ? 'received' : cancelled ? 'cancelled' : 'in_transit';
      return { id, to, at, status, by: received?.by.place.names ?? null };
    });
}
