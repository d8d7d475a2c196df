import type { BatchDetail } from '../../../../wire/batches.ts';
import { useAll } from '../../data/use-data.ts';
import { Button, Question } from '../../parts/controls.tsx';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import type { Crop } from '../correct/amounts.ts';
import { CorrectForm } from '../correct/correct-form.tsx';
import type { BookEntry } from '../correct/entries.ts';
import { NotDone, useSubmit } from './parts.tsx';

/** An officer puts right what somebody else has entered, from the time line. */
export function CorrectEntry({
  batch,
  entry,
  onClose,
  onDone,
}: {
  batch: BatchDetail;
  entry: BookEntry;
  onClose: () => void;
  onDone: () => void;
}) {
  const sending = useSubmit();
  const crops = useAll<Crop>('/v1/registry/crops');
  const path = `/v1/batches/${batch.code}/corrections`;
  return (
    <Question title={`${sayCorrect().title} ${batch.shownCode}`} onClose={onClose}>
      <CorrectForm
        batch={batch}
        entry={entry}
        crop={crops.value?.find(({ id }) => id === batch.crop.id) ?? null}
        photos={false}
        busy={sending.busy}
        // Asked again after no answer, it is to be the same to the letter.
        onSave={({ body: { recordedAt: _, ...body } }) =>
          sending.submit('POST', path, body, () => {
            onClose();
            onDone();
          })
        }
      >
        <NotDone of={sending} />
      </CorrectForm>
      <Button kind="plain" onClick={onClose}>
        {say().cancel}
      </Button>
    </Question>
  );
}
