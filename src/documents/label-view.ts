import type { BatchDetail } from '../wire/batches.ts';
import type { LabelView } from './views.ts';
import { amountInUnits } from './words.ts';

/** The label of a batch. @param url the public page, which the QR code holds */
export function labelView(
  batch: BatchDetail,
  municipality: { nameTh: string; example: boolean },
  url: string,
): LabelView {
  const { harvested } = batch;
  const counted = amountInUnits(harvested);
  return {
    code: batch.code,
    cropTh: batch.crop.names.th,
    cropEn: batch.crop.names.en,
    network: batch.network.names.th,
    subdistrict: batch.subdistrict.th,
    harvestedOn: batch.harvestedOn,
    grams: harvested.grams,
    ...(counted && { unitNote: counted }),
    municipality: municipality.nameTh,
    url,
    example: municipality.example,
  };
}
