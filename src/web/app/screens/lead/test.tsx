import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { parseBatchCode, showBatchCode } from '../../../../domain/batch-code.ts';
import { CHEMICAL_GROUPS, type KitReading } from '../../../../domain/inspections.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import { parseDay } from '../../../../domain/written-dates.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { type Photo, referencesTo, withoutPictures } from '../../outbox/photos.ts';
import { Button, Choice, Done, Field, LinkButton, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { named, shownDay } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { useEntry } from '../market/use-entry.ts';
import { NotHere } from '../not-here.tsx';
import { useNetwork } from './morning.tsx';
import { KITS, type Kit, outcomeOf, type Result, readingText, SCALES } from './readings.ts';

type Groups = Partial<Record<(typeof CHEMICAL_GROUPS)[number], boolean>>;
type Form = {
  kit: Kit;
  result: Result | null;
  groups: Groups;
  percent: string;
  lot: string;
  expires: string;
  minutes: string;
  photos: Photo[];
};

const EMPTY: Form = {
  kit: 'GT',
  result: null,
  groups: {},
  percent: '',
  lot: '',
  expires: '',
  minutes: '',
  photos: [],
};

/** A kit's result, as its own scale names it; the kit of the test before is offered again. */
export function TestScreen() {
  const { params, query } = useRoute();
  const code = parseBatchCode(params.code ?? '');
  return code ? <Test key={code} code={code} mend={query.mend} /> : <NotHere />;
}

function Test({ code, mend }: { code: string; mend: string | undefined }) {
  const [taken, setTaken] = useState<{ entry: Entry; reading: KitReading } | null>(null);
  const { summaryOf } = useNetwork();
  const words = sayLead().test;
  const batch = summaryOf(code);
  return (
    <Page title={words.title} back="/app/lead">
      <p class="card">
        <b>{batch ? named(batch.crop.names) : showBatchCode(code)}</b>{' '}
        <span class="small-code">{showBatchCode(code)}</span>
        <br />
        {batch && (
          <span class="soft">
            {batch.farmer?.name ?? sayLead().mix.several} · {shownDay(batch.harvestedOn)}
          </span>
        )}
      </p>
      {taken ? (
        <Recorded {...taken} />
      ) : (
        <TestForm
          key={mend}
          code={code}
          mend={mend}
          onTaken={(entry, reading) => setTaken({ entry, reading })}
        />
      )}
    </Page>
  );
}

function TestForm({
  code,
  mend,
  onTaken,
}: {
  code: string;
  mend: string | undefined;
  onTaken: (entry: Entry, reading: KitReading) => void;
}) {
  const words = sayLead().test;
  const { summaryOf, cropOf } = useNetwork();
  const { take, busy, failure } = useEntry();
  const mended = ownEntries.value.find(({ id }) => id === mend)?.form as Form | undefined;
  const [form, setForm] = useState<Form>(() => (mended ? { ...EMPTY, ...mended } : lastKit()));
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const wrong = wrongIn(form);
  // Until the two fit together it is no reading.
  const reading = wrong.percent ? null : readingOf(form);
  const batch = summaryOf(code);
  const crop = cropOf(batch?.crop.id ?? null);

  async function save() {
    setTried(true);
    if (!reading || wrong.expires || wrong.minutes) return;
    const now = new Date().toISOString();
    const name = batch ? named(batch.crop.names) : showBatchCode(code);
    const made = await take(
      [
        {
          kind: 'inspection.record',
          title: `${name} ${readingText(reading)}`,
          path: `/v1/batches/${code}/inspections`,
          body: {
            inspectedAt: now,
            inspection: {
              method: 'kit',
              reading,
              kitLot: form.lot.trim() || null,
              kitExpiresOn: form.expires.trim() ? parseDay(form.expires) : null,
              minutes: form.minutes.trim() ? Number(arabicDigits(form.minutes)) : null,
            },
            ...referencesTo(form.photos),
            recordedAt: now,
          },
          needs: [code],
          form: { ...form, photos: withoutPictures(form.photos) },
          photos: form.photos,
        },
      ],
      mend,
    );
    if (made) onTaken(made[0]!, reading);
  }

  return (
    <>
      <Choice
        label={words.kit}
        options={KITS.map((kit) => ({ value: kit, text: kit }))}
        value={form.kit}
        onChange={(kit) => set({ kit, result: null, groups: {} })}
      />
      {form.kit === 'GPO-TM' ? (
        CHEMICAL_GROUPS.map((group) => (
          <Choice
            key={group}
            label={words.groups[group]}
            options={[
              { value: 'no', text: words.results.not_detected },
              { value: 'yes', text: words.found },
            ]}
            value={group in form.groups ? (form.groups[group] ? 'yes' : 'no') : null}
            onChange={(found) => set({ groups: { ...form.groups, [group]: found === 'yes' } })}
          />
        ))
      ) : (
        <div class="results">
          <Choice
            label={words.result}
            options={SCALES[form.kit].map((result) => ({
              value: result as Result,
              text: words.results[result],
            }))}
            value={form.result}
            onChange={(result) => set({ result })}
          />
        </div>
      )}
      {tried && !reading && !wrong.percent && <Wrong>{words.noResult}</Wrong>}
      {reading && crop && outcomeOf(reading, crop.screeningFalsePositive) !== 'pass' && (
        <p class="note bad">
          <span>{words.willHold}</span>
        </p>
      )}
      <PhotoField label={words.photo} photos={form.photos} onChange={(photos) => set({ photos })} />
      <details open={tried && Object.values(wrong).some(Boolean)}>
        <summary>{say().more}</summary>
        {form.kit === 'GT' && (
          <Field
            label={words.percent}
            value={form.percent}
            inputMode="decimal"
            autocomplete="off"
            onInput={(percent) => set({ percent })}
            wrong={tried && wrong.percent && words.percentWrong}
          />
        )}
        <Field
          label={words.lot}
          value={form.lot}
          maxLength={100}
          autocomplete="off"
          onInput={(lot) => set({ lot })}
        />
        <Field
          label={words.expires}
          value={form.expires}
          autocomplete="off"
          onInput={(expires) => set({ expires })}
          wrong={tried && wrong.expires && words.expiresWrong}
        />
        <Field
          label={words.minutes}
          value={form.minutes}
          inputMode="numeric"
          autocomplete="off"
          onInput={(minutes) => set({ minutes })}
          wrong={tried && wrong.minutes && words.minutesWrong}
        />
      </details>
      {failure && <Wrong>{failure}</Wrong>}
      <div class="save">
        <Button icon="check" busy={busy || isPreparing.value} onClick={save}>
          {words.save}
        </Button>
      </div>
    </>
  );
}

function Recorded({ entry, reading }: { entry: Entry; reading: KitReading }) {
  const words = sayLead();
  const { goods, testOf, cropOf, summaryOf } = useNetwork();
  const now = ownEntries.value.find(({ id }) => id === entry.id) ?? entry;
  const code = entry.needs[0] ?? '';
  const crop = cropOf(summaryOf(code)?.crop.id ?? null);
  const passed = outcomeOf(reading, crop?.screeningFalsePositive ?? false) === 'pass';
  const next = goods.find(
    (batch) => batch.code !== code && batch.status === 'waiting' && !testOf(batch.code),
  );
  return (
    <>
      {passed ? (
        <Done>{words.test.passed(readingText(reading))}</Done>
      ) : (
        <Wrong>{words.test.held(readingText(reading))}</Wrong>
      )}
      <p>
        <EntryState entry={now} />
      </p>
      {next && (
        <LinkButton icon="flask" href={`/app/lead/tests/${next.code}`}>
          {words.test.next(named(next.crop.names))}
        </LinkButton>
      )}
      <LinkButton kind="plain" icon="scan" href="/app/lead/scan">
        {sayMarket().scanNext}
      </LinkButton>
      <LinkButton kind="plain" href="/app/lead">
        {say().home}
      </LinkButton>
    </>
  );
}

/** The kit, its lot and its end are the same for a whole morning. */
function lastKit(): Form {
  const last = ownEntries.value.find(({ kind }) => kind === 'inspection.record');
  const { kit, lot, expires, minutes } = (last?.form as Form | undefined) ?? EMPTY;
  return { ...EMPTY, kit, lot, expires, minutes };
}

function readingOf({ kit, result, groups, percent }: Form): KitReading | null {
  if (kit === 'GPO-TM') {
    const isComplete = CHEMICAL_GROUPS.every((group) => group in groups);
    return isComplete ? { kit, detected: groups as Required<Groups> } : null;
  }
  if (!result) return null;
  if (kit === 'MJPK') return { kit, result: result as 'safe' };
  const inhibitionPercent = Number(arabicDigits(percent));
  return {
    kit,
    result: result as 'unsafe',
    ...(percent.trim() && Number.isFinite(inhibitionPercent) && { inhibitionPercent }),
  };
}

/** A kit that says unsafe below half, or safe from half on, was misread. */
function wrongIn({ kit, result, percent, expires, minutes }: Form) {
  const number = Number(arabicDigits(percent));
  const isPercent = number >= 0 && number <= 100 && number >= 50 === (result === 'unsafe');
  return {
    percent: kit === 'GT' && percent.trim() !== '' && result !== null && !isPercent,
    expires: expires.trim() !== '' && !parseDay(expires),
    minutes: minutes.trim() !== '' && !/^\d{1,3}$/.test(arabicDigits(minutes).trim()),
  };
}
