import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type EnteredAmount, toAmount, type Unit } from '../../../../domain/quantities.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';
import { useSettings } from '../../data/municipality.ts';
import { NotKept, queue } from '../../outbox/outbox.ts';
import { referencesTo, withoutPictures } from '../../outbox/photos.ts';
import { Button, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { nameOf, shownAmount } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { isUnusual, KG } from '../correct/amounts.ts';
import type { Plot } from '../correct/plot-field.tsx';
import { UnusualQuestion } from '../correct/unusual.tsx';
import { checkMore, More, type MoreFields, moreOf } from './more.tsx';
import { type Crop, formOf, type HarvestForm, harvestEntries, newCode, similarTo } from './own.ts';
import { TwiceQuestion } from './questions.tsx';
import { RollLabel } from './roll-label.tsx';

type Question = 'unusual-amount' | 'near-duplicate';

/** The second step, and the third: amount, whatever else there is to say, save. */
export function AmountStep({
  crop,
  form,
  plots,
  batches,
  replaces,
  onLeave,
}: {
  /** Null while only the form of a refused entry is known. */
  crop: Crop | null;
  form: HarvestForm;
  plots: Plot[];
  batches: readonly BatchSummary[];
  replaces: string | undefined;
  onLeave: (form: HarvestForm) => void;
}) {
  const words = sayFarmer();
  const { route } = useLocation();
  const settings = useSettings();
  const units = [KG, ...form.crop.units];
  const [typed, setTyped] = useState(form.amount.quantity ? String(form.amount.quantity) : '');
  const [unit, setUnit] = useState<Unit>(() =>
    form.amount.quantity ? form.amount.unit : lastUnit(form.crop.id, units, batches),
  );
  const [label, setLabel] = useState(form.fromRoll ? form.code : null);
  const [more, setMore] = useState<MoreFields>(() => moreOf(form));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);
  const [asked, setAsked] = useState<Question | null>(null);
  const [confirmed, setConfirmed] = useState<Question[]>([]);

  const quantity = amountOf(typed);
  const checked = checkMore(more, plots);

  async function save(answers: Question[], instead?: EnteredAmount) {
    setTried(true);
    const amount = instead ?? (quantity === null ? null : { quantity, unit });
    if (amount === null || !checked.fields || busy) return;
    const { fields } = checked;
    const { grams } = toAmount(amount, form.crop.units);
    if (crop && !answers.includes('unusual-amount') && isUnusual(amount, crop, settings)) {
      return setAsked('unusual-amount');
    }
    const similar = similarTo(form.crop, fields.harvestedOn, batches, settings, replaces);
    if (similar && !answers.includes('near-duplicate')) return setAsked('near-duplicate');
    setAsked(null);
    setBusy(true);
    const made: HarvestForm = { ...form, ...coded(label), ...fields, amount, grams };
    const { id, nameTh, nameEn, scientificName, units: weights } = form.crop;
    made.crop = { id, nameTh, nameEn, scientificName, units: weights };
    try {
      await queue(
        {
          kind: 'harvest.register',
          title: `${nameOf(form.crop)} ${shownAmount({ ...amount, grams })}`,
          path: '/v1/batches',
          body: {
            code: made.code,
            cropId: id,
            plotId: made.plotId,
            harvestedOn: made.harvestedOn,
            ...(made.harvestedTime && { harvestedTime: made.harvestedTime }),
            amount,
            spray: made.spray,
            note: made.note || null,
            ...referencesTo(fields.photos ?? []),
            confirmed: answers,
            recordedAt: new Date().toISOString(),
          },
          makes: made.code,
          form: { ...made, photos: withoutPictures(fields.photos ?? []) },
          photos: fields.photos ?? [],
        },
        replaces,
      );
      route(`/app/farmer/batches/${made.code}`, true);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
      setBusy(false);
    }
  }

  /** The label's code, or one of the phone's own. */
  const coded = (of: string | null) => ({
    code: of ?? (form.fromRoll ? newCode() : form.code),
    fromRoll: of !== null,
  });

  const answer = (question: Question, instead?: EnteredAmount) => {
    const answers = instead ? confirmed : [...confirmed, question];
    setConfirmed(answers);
    setAsked(null);
    if (instead) {
      setUnit(instead.unit);
    }
    void save(answers, instead);
  };

  return (
    <Page
      title={words.amount.title(nameOf(form.crop))}
      back={`/app/farmer/harvest?crop=${replaces ? `&mend=${replaces}` : ''}`}
    >
      <Keypad value={typed} onChange={setTyped} unit={unit} units={units} onUnit={setUnit} />
      <RollLabel
        label={label}
        replaces={replaces}
        onChange={(chosen) => {
          setLabel(chosen);
          const right = checked.fields ?? {};
          onLeave({
            ...form,
            ...coded(chosen),
            ...right,
            amount: { quantity: quantity ?? 0, unit },
          });
        }}
      />
      <More
        fields={more}
        plots={plots}
        wrong={tried ? checked.wrong : {}}
        onChange={(fields) => {
          setMore(fields);
          const { fields: right } = checkMore(fields, plots);
          if (right)
            onLeave({
              ...form,
              ...coded(label),
              ...right,
              amount: { quantity: quantity ?? 0, unit },
            });
        }}
      />
      {tried && quantity === null && <Wrong>{words.amount.missing}</Wrong>}
      {failure && <Wrong>{say().outbox[failure]}</Wrong>}
      <div class="save">
        <Button icon="check" busy={busy || isPreparing.value} onClick={() => save(confirmed)}>
          {busy ? words.amount.saving : words.amount.save}
        </Button>
      </div>
      {asked === 'unusual-amount' && crop && quantity !== null && (
        <UnusualQuestion
          crop={crop}
          amount={{ quantity, unit }}
          settings={settings}
          onRight={() => answer('unusual-amount')}
          onInstead={(amount) => answer('unusual-amount', amount)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'near-duplicate' && (
        <TwiceQuestion
          crop={form.crop}
          similar={similarTo(
            form.crop,
            checked.fields?.harvestedOn ?? '',
            batches,
            settings,
            replaces,
          )}
          onAnother={() => answer('near-duplicate')}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

/** The unit in which this crop was entered the last time; kilograms the first time. */
function lastUnit(
  cropId: string,
  units: readonly { unit: Unit }[],
  batches: readonly BatchSummary[],
): Unit {
  const entered = harvestEntries()
    .map(formOf)
    .find(({ crop }) => crop.id === cropId)?.amount.unit;
  const served = batches.find(({ crop }) => crop.id === cropId)?.harvested.unit;
  const last = entered ?? served;
  return units.find(({ unit }) => unit === last)?.unit ?? 'kg';
}
