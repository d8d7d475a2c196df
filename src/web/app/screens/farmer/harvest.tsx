import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Entry } from '../../outbox/entry.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Page } from '../../parts/page.tsx';
import { today } from '../../parts/shown.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { AmountStep } from './amount-step.tsx';
import { CropStep } from './crop-step.tsx';
import {
  formOf,
  type HarvestForm,
  harvestEntries,
  newCode,
  useCrops,
  useOwnBatches,
  usePlots,
} from './own.ts';

/**
 * Crop, amount, save. The step is in the address, so that the phone's own back goes one step back;
 * `mend` names an entry that was refused, whose form is opened again as it was.
 */
export function HarvestScreen() {
  const { mend } = useRoute().query;
  const mended = mend ? harvestEntries().find(({ id }) => id === mend) : undefined;
  if (!mend) return <Steps start={emptyForm} />;
  // The outbox may not have been read yet.
  if (!mended) return <Page title={sayFarmer().register} back="/app/farmer" />;
  return <Steps key={mend} start={() => opened(mended)} mended={mended} />;
}

function Steps({ start, mended }: { start: () => HarvestForm; mended?: Entry }) {
  const words = sayFarmer();
  const { query } = useRoute();
  const { route } = useLocation();
  const crops = useCrops();
  const plots = usePlots();
  const batches = useOwnBatches();
  const [form, setForm] = useState(start);

  const cropId = query.crop ?? form.crop.id;
  if (cropId !== '' && query.crop !== '') {
    const crop = crops.value?.find(({ id }) => id === cropId) ?? null;
    if (!crop && cropId !== form.crop.id)
      return (
        <Page title={words.register}>
          <Shown data={crops}>{() => null}</Shown>
        </Page>
      );
    return (
      <AmountStep
        // Another crop is another amount; what else was filled in stays.
        key={cropId}
        crop={crop}
        form={crop ? { ...form, crop } : form}
        plots={plots.value ?? []}
        batches={batches.value?.items ?? []}
        replaces={mended?.id}
        onLeave={setForm}
      />
    );
  }
  return (
    <Page title={words.crop.title} back="/app/farmer">
      <Shown data={crops}>
        {(all) => (
          <CropStep
            crops={all}
            batches={batches.value?.items ?? []}
            onChoose={({ id }) =>
              route(`/app/farmer/harvest?crop=${id}${mended ? `&mend=${mended.id}` : ''}`)
            }
          />
        )}
      </Shown>
    </Page>
  );
}

const emptyForm = (): HarvestForm => ({
  code: newCode(),
  crop: { id: '', nameTh: '', nameEn: '', scientificName: null, units: [] },
  amount: { quantity: 0, unit: 'kg' },
  grams: 0,
  harvestedOn: today(),
  plotId: null,
  spray: null,
  note: '',
});

/** As it was refused. The code stays, since it may be on a label already; unless that is what is wrong. */
function opened(entry: Entry): HarvestForm {
  const form = formOf(entry);
  const problem = entry.state === 'refused' ? entry.problem : null;
  const taken = problem !== 'withdrawn-before' && problem?.code === 'batch-code-taken';
  return taken ? { ...form, code: newCode() } : form;
}
