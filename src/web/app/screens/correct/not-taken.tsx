import type { BatchDetail } from '../../../../wire/batches.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { useData } from '../../data/use-data.ts';
import { BatchPhotos } from '../../parts/batch-photos.tsx';
import { kgOf } from '../../parts/shown.ts';
import { sayCorrect } from '../../words/correct.ts';
import { asItStands, receiptIn } from './entries.ts';

/** What of a received line did not come or was turned away, why, and the photos of it. */
export function NotTaken({
  line: { batch: code, missingGrams, rejectedGrams },
  deliveryId,
}: {
  line: DeliveryView['lines'][number];
  deliveryId: string;
}) {
  const words = sayCorrect().receipt;
  const isShort = Boolean(missingGrams || rejectedGrams);
  const { value: batch } = useData<BatchDetail>(isShort ? `/v1/batches/${code}` : null);
  const entry = batch && receiptIn(batch, deliveryId);
  const line = entry ? asItStands(entry, batch).line : null;
  const because = (reason: string | undefined) => (reason ? `: ${reason}` : '');
  return (
    <>
      {missingGrams ? (
        <p>
          {words.missingIs(kgOf(missingGrams))}
          {because(line?.missing?.reason)}
        </p>
      ) : null}
      {rejectedGrams ? (
        <p>
          {words.rejectedIs(kgOf(rejectedGrams))}
          {because(line?.rejected?.reason)}
        </p>
      ) : null}
      {entry && <BatchPhotos code={code} entries={[{ ...entry, data: { line } }]} />}
    </>
  );
}
