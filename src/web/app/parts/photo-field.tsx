import { useEffect, useRef, useState } from 'preact/hooks';
import { checkRoom, NotKept } from '../outbox/outbox.ts';
import { type Photo, pictureOf } from '../outbox/photos.ts';
import { ReaderMissing, type Step } from '../pictures/heic.ts';
import { shrunk } from '../pictures/shrunk.ts';
import { say } from '../words/common.ts';
import { Wrong } from './controls.tsx';
import { Icon } from './icons.tsx';

const MOST = 3;

/** Photos taken with the phone's camera, made smaller at once; kept with the entry that they are given to. */
export function PhotoField({
  label,
  photos,
  onChange,
}: {
  label: string;
  photos: readonly Photo[];
  onChange: (photos: Photo[]) => void;
}) {
  const words = say().photo;
  const [busy, setBusy] = useState<Step | 'working' | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  // Another one may be taken out while this one is made ready.
  const now = useRef(photos);
  now.current = photos;

  async function add(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    // The same picture may be chosen again.
    input.value = '';
    if (!file || busy) return;
    setBusy('working');
    setWrong(null);
    try {
      const blob = await shrunk(file, setBusy);
      await checkRoom(blob.size);
      onChange([...now.current, { id: crypto.randomUUID(), blob }]);
    } catch (error) {
      setWrong(whyNot(error));
    }
    setBusy(null);
  }

  return (
    <div class="photos">
      {photos.length > 0 && (
        <ul class="pictures">
          {photos.map((photo, index) => (
            <li key={photo.id} class="photo">
              <Picture photo={photo} name={words.photo(index + 1)} />
              <button
                type="button"
                class="photo-remove"
                aria-label={words.remove(index + 1)}
                onClick={() => onChange(photos.filter(({ id }) => id !== photo.id))}
              >
                <Icon of="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {wrong && <Wrong>{wrong}</Wrong>}
      {busy && busy !== 'working' && <Waiting step={busy} />}
      {photos.length < MOST && (
        <label class="button plain">
          <Icon of="camera" />
          <span>{busy ? words.working : photos.length > 0 ? words.another : label}</span>
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => void add(event.currentTarget)}
          />
        </label>
      )}
    </div>
  );
}

/** What it takes a while to do, on a phone that cannot open HEIC itself. */
export const Waiting = ({ step }: { step: Step }) => (
  <div class="note" role="status">
    <label>
      {say().photo.heic[step]}
      <progress />
    </label>
  </div>
);

/** Why a photo was not taken, and what to do. */
export function whyNot(error: unknown): string {
  const words = say();
  if (error instanceof NotKept) return words.outbox[error.reason];
  return error instanceof ReaderMissing ? words.photo.heic.missing : words.photo.unreadable;
}

/** A photo that only this phone has. */
export function Picture({ photo, name }: { photo: Photo; name: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let shown: string | null = null;
    let current = true;
    void pictureOf(photo).then((blob) => {
      if (!blob || !current) return;
      shown = URL.createObjectURL(blob);
      setUrl(shown);
    });
    return () => {
      current = false;
      if (shown) URL.revokeObjectURL(shown);
    };
  }, [photo.id]);
  return url ? <img src={url} alt={name} /> : <span class="soft">{name}</span>;
}
