import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { parseBatchCode } from '../../../../domain/batch-code.ts';
import { toAmount, type Unit } from '../../../../domain/quantities.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import type { Entry } from '../../outbox/entry.ts';
import { NotKept, ownEntries, queue } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { named, shownAmount } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { isUnusual, KG } from './amounts.ts';
import { type Crop, useBatch, useCrops, useSettings } from './own.ts';
import { UnusualQuestion } from './questions.tsx';

type Reason = keyof ReturnType<typeof sayFarmer>['correct']['reasons'];
type Form = {
  action: 'correct' | 'void';
  typed: string;
  unit: Unit;
  reason: Reason | null;
  other: string;
};

/** A mistake is put right by an entry of its own, with a reason; what was written first stays in the book. */
export function CorrectScreen() {
  const { params, query } = useRoute();
  const code = parseBatchCode(params.code ?? '');
  const batch = useBatch(code);
  const crops = useCrops();
  const mended = ownEntries.value.find(({ id }) => id === query.mend);
  return (
    <Page title={sayFarmer().correct.title} back={`/app/farmer/batches/${code}`}>
      <Shown data={batch}>
        {(known) => (
          <CorrectForm
            key={mended?.id}
            batch={known}
            crop={crops.value?.find(({ id }) => id === known.crop.id) ?? null}
            mended={mended}
          />
        )}
      </Shown>
    </Page>
  );
}

function CorrectForm({
  batch,
  crop,
  mended,
}: {
  batch: BatchDetail;
  crop: Crop | null;
  mended: Entry | undefined;
}) {
  const words = sayFarmer();
  const { route } = useLocation();
  const settings = useSettings();
  const { code, shownCode, harvested, history } = batch;
  const [form, setForm] = useState<Form>(
    () =>
      (mended?.form as Form | undefined) ?? {
        action: 'correct',
        typed: '',
        unit: harvested.unit,
        reason: null,
        other: '',
      },
  );
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));

  // Weights as they were when it was harvested count, also of a crop that the phone does not know yet.
  const units = [KG, ...(crop?.units ?? [])];
  const quantity = amountOf(form.typed);
  const reason =
    form.reason === 'other' ? form.other.trim() : form.reason && words.correct.reasons[form.reason];
  const isVoid = form.action === 'void';

  async function save(confirmed: string[], unit = form.unit) {
    setTried(true);
    const amount = quantity === null ? null : { quantity, unit };
    if (!reason || (!isVoid && !amount)) return;
    if (amount && !isVoid && crop && confirmed.length === 0 && isUnusual(amount, crop, settings)) {
      return setAsked(true);
    }
    setAsked(false);
    const entry = history[0]?.id;
    const to = amount && crop ? shownAmount({ ...amount, ...toAmount(amount, crop.units) }) : '';
    try {
      await queue(
        {
          kind: 'batch.correct',
          title: isVoid
            ? words.correct.entryVoid(shownCode)
            : words.correct.entryTitle(shownCode, to || String(quantity)),
          path: `/v1/batches/${code}/corrections`,
          body: {
            action: form.action,
            entry,
            reason,
            ...(!isVoid && { amount }),
            confirmed,
            recordedAt: new Date().toISOString(),
          },
          needs: [code],
          form: { ...form, unit },
        },
        mended?.id,
      );
      route(`/app/farmer/batches/${code}`, true);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
    }
  }

  return (
    <>
      <p>
        {named(batch.crop.names)} · {words.correct.was(shownAmount(harvested))}
      </p>
      <Choice
        label={words.correct.what}
        options={[
          { value: 'correct', text: words.correct.amount },
          { value: 'void', text: words.correct.whole },
        ]}
        value={form.action}
        onChange={(action) => set({ action })}
      />
      {!isVoid && (
        <Keypad
          value={form.typed}
          onChange={(typed) => set({ typed })}
          unit={form.unit}
          units={units}
          onUnit={(unit) => set({ unit })}
        />
      )}
      <Choice
        label={words.correct.why}
        options={(Object.keys(words.correct.reasons) as Reason[]).map((value) => ({
          value,
          text: words.correct.reasons[value],
        }))}
        value={form.reason}
        onChange={(value) => set({ reason: value })}
      />
      {form.reason === 'other' && (
        <Field
          label={words.correct.other}
          value={form.other}
          onInput={(other) => set({ other })}
          maxLength={500}
          wrong={tried && !reason && say().required}
        />
      )}
      {tried && !form.reason && <Wrong>{words.correct.choose}</Wrong>}
      {tried && !isVoid && quantity === null && <Wrong>{words.amount.missing}</Wrong>}
      {failure && <Wrong>{say().outbox[failure]}</Wrong>}
      <Button kind={isVoid ? 'danger' : 'main'} onClick={() => save([])}>
        {words.correct.save}
      </Button>
      {asked && crop && quantity !== null && (
        <UnusualQuestion
          crop={crop}
          amount={{ quantity, unit: form.unit }}
          settings={settings}
          onRight={() => save(['unusual-amount'])}
          onInstead={({ unit }) => save([], unit)}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
