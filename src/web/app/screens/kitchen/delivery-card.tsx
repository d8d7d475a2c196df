import { useState } from 'preact/hooks';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { NotKept, queue } from '../../outbox/outbox.ts';
import { Button, Question, Wrong } from '../../parts/controls.tsx';
import { DeliveryPapers } from '../../parts/delivery-papers.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named, shownDay, today } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { say } from '../../words/common.ts';
import { sayKitchen } from '../../words/kitchen.ts';
import { NotTaken } from '../correct/not-taken.tsx';
import { CorrectLink } from './correct-link.tsx';
import { kitchenIds } from './kitchens.ts';
import {
  ALL,
  acceptedOf,
  begin,
  begunOf,
  isHeld,
  type Line,
  openLines,
  receiptEntry,
  receiptOf,
  type Stated,
  statedIn,
} from './receipt.ts';
import { ShortfallQuestion } from './shortfall.tsx';

/** One delivery: each line is stated with a tap, then all of it is confirmed. */
export function DeliveryCard({ delivery }: { delivery: DeliveryView }) {
  const words = sayKitchen();
  const entry = receiptEntry(delivery.id);
  const confirmed = delivery.status !== 'in_transit' || (entry && entry.state !== 'refused');
  return (
    <section class="card delivery">
      <h2>{words.from(named(delivery.from.names))}</h2>
      {kitchenIds().length > 1 && <p class="soft">{named(delivery.to.names)}</p>}
      {delivery.deliverOn !== today() && (
        <p class="soft">{words.dayOf(shownDay(delivery.deliverOn))}</p>
      )}
      {confirmed ? (
        <>
          <ul class="list">
            {delivery.lines.map((line) => (
              <li key={line.batch}>
                <About line={line} />
                <p>
                  {words.line.accepted(
                    kgOf(line.acceptedGrams ?? acceptedIn(entry && statedIn(entry), line)),
                  )}
                </p>
                {delivery.status === 'received' && (
                  <>
                    <NotTaken line={line} deliveryId={delivery.id} />
                    <CorrectLink href={`${line.batch}/correct?delivery=${delivery.id}`} />
                  </>
                )}
              </li>
            ))}
          </ul>
          {entry ? (
            <EntryState entry={entry} />
          ) : (
            <span class="entry-state">
              <Icon of="check" />
              {words.line.confirmed}
            </span>
          )}
          {delivery.status === 'received' && (
            <DeliveryPapers delivery={delivery} papers={['receipt', 'payments']} />
          )}
        </>
      ) : (
        <Form delivery={delivery} />
      )}
    </section>
  );
}

const acceptedIn = (stated: Record<string, Stated> | undefined, line: Line): number =>
  acceptedOf(line, stated?.[line.batch] ?? ALL);

type Asked = { line: Line; about: 'missing' | 'rejected' | 'held' };

function Form({ delivery }: { delivery: DeliveryView }) {
  const words = sayKitchen();
  const refused = receiptEntry(delivery.id);
  const stated = begunOf(delivery.id) ?? (refused ? statedIn(refused) : {});
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);
  const lines = openLines(delivery);
  const left = lines.filter(({ batch }) => !stated[batch]).length;

  function state({ batch }: Line, said: Stated | undefined) {
    const { [batch]: _, ...others } = stated;
    begin(delivery.id, said ? { ...others, [batch]: said } : others);
    setAsked(null);
  }

  async function confirm() {
    if (busy) return;
    setBusy(true);
    try {
      const { path, body, form, photos } = receiptOf(delivery, stated);
      const title = `${named(delivery.from.names)} · ${lines
        .map((line) => `${named(line.crop)} ${kgOf(acceptedIn(stated, line))}`)
        .join(', ')}`;
      await queue({ kind: 'delivery.receive', title, path, body, form, photos }, refused?.id);
      begin(delivery.id, null);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
      setBusy(false);
    }
  }

  return (
    <>
      {refused?.state === 'refused' && <Refusal of={refused.problem} />}
      <ul class="list">
        {lines.map((line) => (
          <li key={line.batch}>
            <About line={line} />
            <Said
              line={line}
              said={stated[line.batch]}
              onSay={(said) => state(line, said)}
              onAsk={(about) => setAsked({ line, about })}
            />
          </li>
        ))}
      </ul>
      {failure && <Wrong>{say().outbox[failure]}</Wrong>}
      {left > 0 ? (
        <p class="soft">{words.line.open(left)}</p>
      ) : (
        <Button icon="check" busy={busy} onClick={confirm}>
          {words.line.confirm}
        </Button>
      )}
      {asked?.about === 'held' && (
        <Question title={words.held.title(named(asked.line.crop))} onClose={() => setAsked(null)}>
          <p>{words.held.text}</p>
          <Button onClick={() => state(asked.line, ALL)}>{words.held.keep}</Button>
          <Button
            kind="plain"
            onClick={() =>
              state(asked.line, {
                missing: null,
                rejected: {
                  grams: asked.line.sentGrams,
                  reason: words.held.reason,
                  remedy: 'return',
                  photos: [],
                },
              })
            }
          >
            {words.held.reject}
          </Button>
          <Button kind="plain" onClick={() => setAsked(null)}>
            {say().cancel}
          </Button>
        </Question>
      )}
      {asked && asked.about !== 'held' && (
        <ShortfallQuestion
          line={asked.line}
          about={asked.about}
          said={stated[asked.line.batch] ?? ALL}
          onSay={(said) => state(asked.line, said)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** What a line is about. One on hold says so before anything else. */
function About({ line }: { line: Line }) {
  const words = sayKitchen();
  return (
    <>
      {isHeld(line.batch, line.batchStatus) && (
        <p class="held">
          <Icon of="pause" /> {words.held.banner}
        </p>
      )}
      <h3>
        {named(line.crop)} <span class="weight">{kgOf(line.sentGrams)}</span>
      </h3>
      <p class="soft about">
        {line.shownCode} <Status of={line.batchStatus as 'passed'} />
      </p>
    </>
  );
}

function Said({
  line,
  said,
  onSay,
  onAsk,
}: {
  line: Line;
  said: Stated | undefined;
  onSay: (said: Stated | undefined) => void;
  onAsk: (about: Asked['about']) => void;
}) {
  const words = sayKitchen().line;
  const { missing, rejected } = said ?? ALL;
  if (!said) {
    return (
      <div class="say-line">
        <Button
          icon="check"
          onClick={() => (isHeld(line.batch, line.batchStatus) ? onAsk('held') : onSay(ALL))}
        >
          {words.all}
        </Button>
        <Button kind="plain" onClick={() => onAsk('missing')}>
          {words.missing}
        </Button>
        <Button kind="plain" onClick={() => onAsk('rejected')}>
          {words.rejected}
        </Button>
      </div>
    );
  }
  return (
    <div class="said">
      <div>
        <p class="taken">
          <Icon of="check" /> {missing || rejected ? '' : `${words.all} · `}
          {words.accepted(kgOf(acceptedOf(line, said)))}
        </p>
        {missing && <p>{words.missingIs(kgOf(missing.grams), missing.reason)}</p>}
        {rejected && <p>{words.rejectedIs(kgOf(rejected.grams), rejected.reason)}</p>}
      </div>
      <button type="button" class="change" onClick={() => onSay(undefined)}>
        <Icon of="pencil" />
        {words.change}
      </button>
    </div>
  );
}
