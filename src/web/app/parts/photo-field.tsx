import { useEffect, useState } from 'preact/hooks';
import { checkRoom, NotKept } from '../outbox/outbox.ts';
import { type Photo, pictureOf, shrunk } from '../outbox/photos.ts';
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
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function add(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    // The same picture may be chosen again.
    input.value = '';
    if (!file || busy) return;
    setBusy(true);
    setWrong(null);
    try {
      const blob = await shrunk(file);
      await checkRoom(blob.size);
      onChange([...photos, { id: crypto.randomUUID(), blob }]);
    } catch (error) {
      setWrong(error instanceof NotKept ? say().outbox[error.reason] : words.unreadable);
    }
    setBusy(false);
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
