import { useState } from 'preact/hooks';
import type { Remedy } from '../../../../domain/batch/events.ts';
import type { Photo } from '../../outbox/photos.ts';
import { Button, Choice, Field, Question, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayKitchen } from '../../words/kitchen.ts';
import { acceptedOf, type Line, type Stated } from './receipt.ts';

const KG = [{ unit: 'kg', gramsPerUnit: 1000 }] as const;

/** How much of a line did not come, or is not taken, and why. */
export function ShortfallQuestion({
  line,
  about,
  said,
  onSay,
  onClose,
}: {
  line: Line;
  about: 'missing' | 'rejected';
  said: Stated;
  onSay: (said: Stated) => void;
  onClose: () => void;
}) {
  const words = sayKitchen().short;
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const [remedy, setRemedy] = useState<Remedy>('return');
  const [photos, setPhotos] = useState<Photo[]>([]);
  const [tried, setTried] = useState(false);

  const reasons = about === 'missing' ? words.missingReasons : words.rejectedReasons;
  const most = acceptedOf(line, { ...said, [about]: null });
  const kg = amountOf(typed);
  const grams = kg === null ? null : Math.round(kg * 1000);
  const why = reason === words.other ? other.trim() : reason;
  const wrong =
    grams === null
      ? words.amountMissing
      : grams > most
        ? words.tooMuch(kgOf(most))
        : !why
          ? words.reasonMissing
          : null;

  function save() {
    setTried(true);
    if (wrong || grams === null || !why) return;
    const part = { grams, reason: why, remedy };
    if (about === 'missing') onSay({ ...said, missing: part });
    else onSay({ ...said, rejected: { ...part, photos } });
  }

  return (
    <Question title={words[about](named(line.crop), kgOf(line.sentGrams))} onClose={onClose}>
      <Keypad value={typed} onChange={setTyped} unit="kg" units={KG} onUnit={() => {}} />
      <Button kind="plain" onClick={() => setTyped(String(most / 1000))}>
        {words.whole(kgOf(most))}
      </Button>
      <Choice
        label={words.reason}
        options={[...reasons, words.other].map((text) => ({ value: text, text }))}
        value={reason}
        onChange={setReason}
      />
      {reason === words.other && (
        <Field label={words.otherField} value={other} onInput={setOther} maxLength={500} />
      )}
      {about === 'rejected' && (
        <Choice
          label={words.remedy}
          options={[
            { value: 'return', text: words.return },
            { value: 'write-off', text: words.writeOff },
          ]}
          value={remedy}
          onChange={setRemedy}
        />
      )}
      {about === 'rejected' && (
        <PhotoField label={say().photo.take} photos={photos} onChange={setPhotos} />
      )}
      {tried && wrong && <Wrong>{wrong}</Wrong>}
      <Button icon="check" busy={isPreparing.value} onClick={save}>
        {say().save}
      </Button>
      <Button kind="plain" onClick={onClose}>
        {say().cancel}
      </Button>
    </Question>
  );
}
