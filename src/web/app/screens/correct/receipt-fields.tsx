import './correct.css';
import type { ReceiptLine, Remedy } from '../../../../domain/batch/events.ts';
import { type Photo, referencesTo } from '../../outbox/photos.ts';
import { Choice, Field } from '../../parts/controls.tsx';
import { amountOf } from '../../parts/keypad.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { kgOf } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';

type Part = { typed: string; reason: string; remedy: Remedy };
/** A receipt as it is typed. What neither lacks nor was turned away was taken. */
export type ReceiptFields = {
  missing: Part;
  rejected: Part;
  /** Taken now; those of the book stand in `kept`, by their hashes. */
  photos: Photo[];
  kept: string[];
};

const typedKg = (grams: number | undefined): string => (grams ? String(grams / 1000) : '');

const partOf = (part: ReceiptLine['missing'] | undefined): Part => ({
  typed: typedKg(part?.grams),
  reason: part?.reason ?? '',
  remedy: part?.remedy ?? 'return',
});

export const fieldsOf = (line: ReceiptLine | null): ReceiptFields => ({
  missing: partOf(line?.missing),
  rejected: partOf(line?.rejected),
  photos: [],
  kept: line?.rejected?.photos ?? [],
});

const gramsOf = ({ typed }: Part): number => Math.round((amountOf(typed) ?? 0) * 1000);

/** A line of a receipt, for a body; null while it does not add up, or lacks a reason. */
export function lineOf({ missing, rejected, photos, kept }: ReceiptFields, sentGrams: number) {
  const [lost, turnedAway] = [gramsOf(missing), gramsOf(rejected)];
  const acceptedGrams = sentGrams - lost - turnedAway;
  if (acceptedGrams < 0) return null;
  if ((lost && !missing.reason.trim()) || (turnedAway && !rejected.reason.trim())) return null;
  const named = [...kept, ...(referencesTo(photos).photos ?? [])];
  const said = ({ reason, remedy }: Part, grams: number) => ({
    grams,
    reason: reason.trim(),
    remedy,
  });
  return {
    acceptedGrams,
    missing: lost ? said(missing, lost) : null,
    rejected: turnedAway
      ? { ...said(rejected, turnedAway), ...(named.length > 0 && { photos: named }) }
      : null,
  };
}

/** How much of a line came, and how much of it was taken. */
export function ReceiptFieldset({
  fields,
  sentGrams,
  tried,
  photos,
  onChange,
}: {
  fields: ReceiptFields;
  sentGrams: number;
  tried: boolean;
  photos: boolean;
  onChange: (fields: ReceiptFields) => void;
}) {
  const words = sayCorrect().receipt;
  const taken = sentGrams - gramsOf(fields.missing) - gramsOf(fields.rejected);
  const set = (name: 'missing' | 'rejected', change: Partial<Part>) =>
    onChange({ ...fields, [name]: { ...fields[name], ...change } });
  return (
    <>
      <p role="status">
        {words.sent(kgOf(sentGrams))} ·{' '}
        <b>{taken < 0 ? words.tooMuch : words.taken(kgOf(taken))}</b>
      </p>
      {(['missing', 'rejected'] as const).map((name) => (
        <div key={name} class="receipt-part">
          <Field
            label={words[name]}
            value={fields[name].typed}
            inputMode="decimal"
            autocomplete="off"
            onInput={(typed) => set(name, { typed })}
            wrong={tried && taken < 0 && words.tooMuch}
          />
          {gramsOf(fields[name]) > 0 && (
            <>
              <Field
                label={words.why}
                value={fields[name].reason}
                maxLength={500}
                onInput={(reason) => set(name, { reason })}
                wrong={tried && !fields[name].reason.trim() && say().required}
              />
              <Choice
                label={words.remedy}
                options={[
                  { value: 'return', text: words.remedies[name].return },
                  { value: 'write-off', text: words.remedies[name].writeOff },
                ]}
                value={fields[name].remedy}
                onChange={(remedy) => set(name, { remedy })}
              />
            </>
          )}
        </div>
      ))}
      {photos && gramsOf(fields.rejected) > 0 && (
        <PhotoField
          label={say().photo.take}
          photos={fields.photos}
          onChange={(taken) => onChange({ ...fields, photos: taken })}
        />
      )}
    </>
  );
}
