import { useState } from 'preact/hooks';
import type { LaboratoryFinding } from '../../../../domain/inspections.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { type Photo, upload } from '../../outbox/photos.ts';
import { Button, Field, Question } from '../../parts/controls.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayOffice } from '../../words/office.ts';
import { NotDone, useSubmit } from './parts.tsx';

type Draft = { substance: string; found: string; limit: string; prohibited: boolean };

/** Of the Ministry of Public Health's notification 387, where it names no other for substance and crop. */
const DEFAULT_LIMIT = '0.01';
const EMPTY: Draft = { substance: '', found: '', limit: DEFAULT_LIMIT, prohibited: false };

const numberIn = (typed: string): number | null => {
  const text = arabicDigits(typed).replace(',', '.').trim();
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
};

/** Null while a number is missing. Lines without a substance do not count. */
function findingsOf(drafts: readonly Draft[]): LaboratoryFinding[] | null {
  const found = drafts
    .filter(({ substance }) => substance.trim())
    .map(({ substance, found, limit, prohibited }) => ({
      substance: substance.trim(),
      mgPerKg: numberIn(found),
      limitMgPerKg: numberIn(limit),
      prohibited,
    }));
  const isComplete = found.every(
    ({ mgPerKg, limitMgPerKg }) => mgPerKg !== null && limitMgPerKg !== null,
  );
  return isComplete ? (found as LaboratoryFinding[]) : null;
}

/** What a laboratory's report says of a batch, with a photo of it. */
export function Laboratory({
  batch: { code, shownCode },
  onClose,
  onDone,
}: {
  batch: BatchDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = sayOffice().lab;
  const [laboratory, setLaboratory] = useState('');
  const [reportNumber, setReportNumber] = useState('');
  const [drafts, setDrafts] = useState<Draft[]>([EMPTY]);
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const findings = findingsOf(drafts);
  const missing = (text: string) => tried && !text.trim() && say().required;

  function save(event: Event) {
    event.preventDefault();
    if (isPreparing.value) return;
    setTried(true);
    if (!laboratory.trim() || !reportNumber.trim() || !findings) return;
    const inspection = { method: 'laboratory', laboratory, reportNumber, findings };
    const made = async () => {
      const hashes: string[] = [];
      for (const { blob } of photos) if (blob) hashes.push(await upload(blob));
      return { inspection, ...(hashes.length > 0 && { photos: hashes }) };
    };
    void sending.submit('POST', `/v1/batches/${code}/inspections`, made, onDone);
  }

  return (
    <Question title={`${words.title} ${shownCode}`} onClose={onClose}>
      <form noValidate onSubmit={save}>
        <Field
          label={words.laboratory}
          value={laboratory}
          onInput={setLaboratory}
          maxLength={200}
          wrong={missing(laboratory)}
        />
        <Field
          label={words.report}
          value={reportNumber}
          onInput={setReportNumber}
          maxLength={100}
          autocomplete="off"
          wrong={missing(reportNumber)}
        />
        <p>{words.lead}</p>
        {drafts.map((draft, index) => (
          <Finding
            // Lines are only ever added.
            key={String(index)}
            number={index + 1}
            draft={draft}
            tried={tried}
            onChange={(changed) =>
              setDrafts(drafts.map((other, at) => (at === index ? changed : other)))
            }
          />
        ))}
        <Button kind="plain" icon="plus" onClick={() => setDrafts([...drafts, EMPTY])}>
          {words.another}
        </Button>
        <PhotoField label={words.photo} photos={photos} onChange={setPhotos} />
        <NotDone of={sending} />
        <Button type="submit" busy={sending.busy || isPreparing.value}>
          {sending.busy ? sayOffice().sending : say().save}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {say().cancel}
        </Button>
      </form>
    </Question>
  );
}

function Finding({
  number,
  draft,
  tried,
  onChange,
}: {
  number: number;
  draft: Draft;
  tried: boolean;
  onChange: (draft: Draft) => void;
}) {
  const words = sayOffice().lab;
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  const wrong = (typed: string) =>
    tried && draft.substance.trim() !== '' && numberIn(typed) === null && words.number;
  return (
    <fieldset class="finding">
      <legend>{words.finding(number)}</legend>
      <Field
        label={words.substance}
        value={draft.substance}
        onInput={(substance) => set({ substance })}
        maxLength={200}
        autocomplete="off"
      />
      <div class="row">
        <Field
          label={words.found}
          value={draft.found}
          onInput={(found) => set({ found })}
          inputMode="decimal"
          autocomplete="off"
          wrong={wrong(draft.found)}
        />
        <Field
          label={words.limit}
          value={draft.limit}
          onInput={(limit) => set({ limit })}
          inputMode="decimal"
          autocomplete="off"
          wrong={wrong(draft.limit)}
        />
      </div>
      <label class="flag">
        <input
          type="checkbox"
          checked={draft.prohibited}
          onChange={(event) => set({ prohibited: event.currentTarget.checked })}
        />
        {words.prohibited}
      </label>
    </fieldset>
  );
}
