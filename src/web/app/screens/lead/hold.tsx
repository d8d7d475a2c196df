import { useState } from 'preact/hooks';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Button, Field, Question, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { named } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { useEntry } from '../market/use-entry.ts';

type Form = { reason: string };

/** Stops a batch wherever it is, also without a signal; the way back is an officer's. */
export function Hold({
  batch: { code, shownCode, crop },
  mend,
}: {
  batch: Pick<BatchDetail, 'code' | 'shownCode' | 'crop'>;
  /** Id of one that was refused. */
  mend: string | undefined;
}) {
  const words = sayLead().hold;
  const mended = ownEntries.value.find(({ id }) => id === mend);
  const [open, setOpen] = useState(mended !== undefined);
  const [reason, setReason] = useState((mended?.form as Form | undefined)?.reason ?? '');
  const [tried, setTried] = useState(false);
  const { take, busy, failure } = useEntry();
  const placed = ownEntries.value.find(
    ({ kind, needs, state }) => kind === 'batch.hold' && needs.includes(code) && state !== 'sent',
  );

  async function save(event: Event) {
    event.preventDefault();
    setTried(true);
    if (!reason.trim()) return;
    const form: Form = { reason };
    const taken = await take(
      [
        {
          kind: 'batch.hold',
          title: `${named(crop.names)} ${shownCode}`,
          path: `/v1/batches/${code}/hold`,
          body: { level: 'hold', reason: reason.trim(), recordedAt: new Date().toISOString() },
          needs: [code],
          form,
        },
      ],
      mended?.id,
    );
    if (taken) setOpen(false);
  }

  return (
    <>
      {placed ? (
        <p class="card last">
          <b>{words.sent}</b>
          <EntryState entry={placed} />
        </p>
      ) : (
        <Button kind="danger" icon="pause" onClick={() => setOpen(true)}>
          {words.title}
        </Button>
      )}
      {open && (
        <Question title={`${words.title}: ${named(crop.names)}`} onClose={() => setOpen(false)}>
          <p>{words.lead}</p>
          {mended?.state === 'refused' && <Refusal of={mended.problem} />}
          <form noValidate onSubmit={save}>
            <Field
              label={say().reason}
              value={reason}
              onInput={setReason}
              maxLength={500}
              wrong={tried && !reason.trim() && say().required}
            />
            {failure && <Wrong>{failure}</Wrong>}
            <Button type="submit" kind="danger" busy={busy}>
              {words.title}
            </Button>
            <Button kind="plain" onClick={() => setOpen(false)}>
              {say().cancel}
            </Button>
          </form>
        </Question>
      )}
    </>
  );
}
