import { useState } from 'preact/hooks';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { Button, Done, Field, Question } from '../../parts/controls.tsx';
import { WhyHeld } from '../../parts/why-held.tsx';
import { say } from '../../words/common.ts';
import { sayOffice } from '../../words/office.ts';
import { Laboratory } from './laboratory.tsx';
import { NotDone, useSubmit } from './parts.tsx';

type Act = 'hold' | 'recall' | 'release';

/** What only an officer decides, each with a reason that stays in the book. */
export function BatchActions({ batch, onDone }: { batch: BatchDetail; onDone: () => void }) {
  const words = sayOffice().batch;
  const [asked, setAsked] = useState<Act | null>(null);
  const [done, setDone] = useState(false);
  const [recording, setRecording] = useState(false);
  const { status, holds } = batch;
  if (status === 'voided') return null;
  const acts: Act[] = [
    ...(holds.length > 0 ? (['release'] as const) : (['hold'] as const)),
    ...(status === 'recalled' ? [] : (['recall'] as const)),
  ];
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div class="row" role="group" aria-label={words.act}>
        {acts.map((act) => (
          <Button
            key={act}
            kind={act === 'recall' ? 'danger' : 'plain'}
            onClick={() => {
              setDone(false);
              setAsked(act);
            }}
          >
            {words[act]}
          </Button>
        ))}
        <Button
          kind="plain"
          icon="flask"
          onClick={() => {
            setDone(false);
            setRecording(true);
          }}
        >
          {sayOffice().lab.title}
        </Button>
      </div>
      {done && <Done>{sayOffice().saved}</Done>}
      {recording && (
        <Laboratory
          batch={batch}
          onClose={() => setRecording(false)}
          onDone={() => {
            setRecording(false);
            setDone(true);
            onDone();
          }}
        />
      )}
      {asked && (
        <Reason
          act={asked}
          batch={batch}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setDone(true);
            onDone();
          }}
        />
      )}
    </div>
  );
}

function Reason({
  act,
  batch: { code, shownCode, holds },
  onClose,
  onDone,
}: {
  act: Act;
  batch: BatchDetail;
  onClose: () => void;
  onDone: () => void;
}) {
  const words = sayOffice().batch;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSubmit();

  function decide(event: Event) {
    event.preventDefault();
    setTried(true);
    if (!reason.trim()) return;
    // Only what was seen here ends.
    const body =
      act === 'release' ? { reason, holds: holds.map(({ id }) => id) } : { reason, level: act };
    const path = `/v1/batches/${code}/${act === 'release' ? 'release' : 'hold'}`;
    sending.submit('POST', path, body, onDone);
  }

  return (
    <Question title={`${words[act]} ${shownCode}`} onClose={onClose}>
      <p>{words[`${act}Lead`]}</p>
      {act === 'release' && <WhyHeld holds={holds} />}
      <form onSubmit={decide}>
        <Field
          label={say().reason}
          value={reason}
          onInput={setReason}
          maxLength={500}
          wrong={tried && !reason.trim() && say().required}
        />
        <NotDone of={sending} />
        <Button type="submit" kind={act === 'release' ? 'main' : 'danger'} busy={sending.busy}>
          {sending.busy ? sayOffice().sending : words[act]}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {say().cancel}
        </Button>
      </form>
    </Question>
  );
}
