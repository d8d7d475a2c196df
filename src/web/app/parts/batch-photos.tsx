import './batch-photos.css';
import { useState } from 'preact/hooks';
import type { BatchEvent } from '../../../domain/batch/events.ts';
import { photosOf } from '../../../domain/batch/photos.ts';
import type { BatchDetail } from '../../../wire/batches.ts';
import { say } from '../words/common.ts';
import { Button, useModal } from './controls.tsx';
import { shownMoment } from './shown.ts';

type Entry = BatchDetail['history'][number];

/** Photos of these entries of a batch, as the service keeps them; each opens over the whole screen. */
export function BatchPhotos({ code, entries }: { code: string; entries: readonly Entry[] }) {
  const words = say().photo;
  const shown = entries.flatMap((entry) =>
    photosOf(entry as unknown as BatchEvent).map((hash) => ({
      path: `/v1/batches/${code}/photos/${hash}`,
      name: words.of[entry.type as 'received'],
      at: shownMoment(entry.at),
    })),
  );
  const [open, setOpen] = useState<string | null>(null);
  const opened = shown.find(({ path }) => path === open);
  if (shown.length === 0) return null;
  return (
    <>
      <ul class="shots">
        {shown.map(({ path, name, at }) => (
          <li key={path}>
            <button type="button" aria-label={words.open(name, at)} onClick={() => setOpen(path)}>
              <Shot path={`${path}?size=small`} name="" />
            </button>
            <span class="soft">
              {name} {at}
            </span>
          </li>
        ))}
      </ul>
      {opened && <Full {...opened} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Whether there is anything to put a heading over. */
export const hasPhotos = (entries: readonly Entry[]): boolean =>
  entries.some((entry) => photosOf(entry as unknown as BatchEvent).length > 0);

function Full({
  path,
  name,
  at,
  onClose,
}: {
  path: string;
  name: string;
  at: string;
  onClose: () => void;
}) {
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      class="full"
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Shot path={path} name={name} />
      <p>
        {name} {at}
      </p>
      <Button icon="cross" onClick={onClose}>
        {say().close}
      </Button>
    </dialog>
  );
}

/** The picture, or what there is in its place while there is no signal. */
function Shot({ path, name }: { path: string; name: string }) {
  const [failed, setFailed] = useState(false);
  if (failed) return <span class="no-shot">{say().photo.needsSignal}</span>;
  return <img src={path} alt={name} loading="lazy" onError={() => setFailed(true)} />;
}
