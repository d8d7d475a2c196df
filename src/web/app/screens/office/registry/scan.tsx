import { useEffect, useState } from 'preact/hooks';
import { upload } from '../../../outbox/photos.ts';
import { Wrong } from '../../../parts/controls.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Waiting, whyNot } from '../../../parts/photo-field.tsx';
import type { Step } from '../../../pictures/heic.ts';
import { preparing, shrunk } from '../../../pictures/shrunk.ts';
import { say } from '../../../words/common.ts';
import { sayOffice } from '../../../words/office.ts';
import type { Entry } from './forms.ts';

/** A photo of a certificate's paper: sent as soon as it is chosen, and the certificate's when the form is saved. */
export function ScanInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (hash: string) => void;
}) {
  const words = sayOffice().reg.scan;
  const [busy, setBusy] = useState<Step | 'working' | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => () => void (chosen && URL.revokeObjectURL(chosen)), [chosen]);

  async function choose(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    // The same picture may be chosen again.
    input.value = '';
    if (!file || busy) return;
    setBusy('working');
    setWrong(null);
    try {
      const picture = await shrunk(file, setBusy);
      const hash = await preparing(upload(picture)).catch(() => null);
      if (!hash) setWrong(words.notSent);
      else {
        setChosen(URL.createObjectURL(picture));
        onChange(hash);
      }
    } catch (error) {
      setWrong(whyNot(error));
    }
    setBusy(null);
  }

  return (
    <fieldset class="group">
      <legend>{label}</legend>
      {chosen && value && <img class="scan" src={chosen} alt={label} />}
      <p class="soft" role="status">
        {busy ? say().photo.working : value ? words.there : words.none}
      </p>
      {busy && busy !== 'working' && <Waiting step={busy} />}
      {wrong && <Wrong>{wrong}</Wrong>}
      <div class="photos">
        <label class="button plain">
          <Icon of="camera" />
          <span>{value ? words.another : words.choose}</span>
          <input
            type="file"
            accept="image/*"
            onChange={(event) => void choose(event.currentTarget)}
          />
        </label>
      </div>
      {value && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setChosen(null);
            onChange('');
          }}
        >
          {words.remove}
        </button>
      )}
    </fieldset>
  );
}

/** The paper of a certificate, as it is kept; opens in full. */
export function Scan({ entry: { id, scan } }: { entry: Entry }) {
  if (!scan) return null;
  // Named by its hash too, so that another one is another picture.
  const path = `/v1/registry/certificates/${id}/scan?${scan}`;
  const { title } = sayOffice().reg.scan;
  return (
    <div class="card">
      <a href={path} target="_blank" rel="noreferrer">
        <img class="scan" src={path} alt={title} />
      </a>
    </div>
  );
}
