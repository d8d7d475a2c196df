import { addDays, type Day } from '../domain/dates.ts';
import type { Settings } from '../domain/settings.ts';
import type { BatchDetail } from '../wire/batches.ts';
import type { LabelView } from './views.ts';
import { amountInUnits } from './words.ts';

type Facts = {
  batch: BatchDetail;
  crop: { shelfAmbientDays: number | null; shelfColdDays: number | null };
  network: {
    nameTh: string;
    packerName: string | null;
    packerAddress: string | null;
    packerNumber: string | null;
  };
  municipality: { nameTh: string; example: boolean; settings: Pick<Settings, 'digits'> };
  packedOn: Day;
  /** Whether it is one of several labels of the batch. */
  shared: boolean;
  /** The public page, which the QR code holds. */
  url: string;
};

/** The days before which it should be eaten, as it is and chilled; null where the crop's shelf life is not known. */
export const bestBeforeOf = (
  { shelfAmbientDays, shelfColdDays }: Facts['crop'],
  harvestedOn: Day,
): readonly [Day | null, Day | null] => [
  shelfAmbientDays === null ? null : addDays(harvestedOn, shelfAmbientDays),
  shelfColdDays === null ? null : addDays(harvestedOn, shelfColdDays),
];

/** The label of a batch. */
export function labelView(facts: Facts): LabelView {
  const { batch, crop, network, municipality, packedOn, shared, url } = facts;
  const { harvested, harvestedOn } = batch;
  const { packerName, packerAddress: address, packerNumber: number } = network;
  const counted = amountInUnits(harvested);
  const [bestBefore, bestBeforeCold] = bestBeforeOf(crop, harvestedOn);
  return {
    code: batch.code,
    cropTh: batch.crop.names.th,
    cropEn: batch.crop.names.en,
    network: batch.network.names.th,
    subdistrict: batch.subdistrict.th,
    harvestedOn,
    packedOn,
    // What is packed after that was kept in a fridge, and has the day that is left.
    ...(bestBefore && bestBefore >= packedOn && { bestBefore }),
    ...(bestBeforeCold && { bestBeforeCold }),
    ...((address || number) && {
      packer: { name: packerName ?? network.nameTh, address, number },
    }),
    grams: harvested.grams,
    ...(shared && { shared }),
    ...(counted && { unitNote: counted }),
    digits: municipality.settings.digits,
    municipality: municipality.nameTh,
    url,
    ...(batch.inputs.length > 0 && {
      mixedFrom: batch.inputs.flatMap(({ origins }) => origins).length,
    }),
    example: municipality.example,
  };
}
