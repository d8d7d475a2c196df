import { useState } from 'preact/hooks';
import type { Entry } from '../outbox/entry.ts';
import { isConfirmable, mendAddress } from '../outbox/mending.ts';
import { ownEntries, queue, unsent, withdraw } from '../outbox/outbox.ts';
import { sendWaiting } from '../outbox/sender.ts';
import { Button, Done, LinkButton, Question } from '../parts/controls.tsx';
import { EntryState } from '../parts/entry-state.tsx';
import { ExportButton } from '../parts/export-button.tsx';
import { Page } from '../parts/page.tsx';
import { Refusal as Reason } from '../parts/refusal.tsx';
import { shownMoment } from '../parts/shown.ts';
import { say } from '../words/common.ts';

/** What was entered on this phone: what waits, what has to be mended, what was sent since yesterday. */
export function OutboxScreen() {
  const words = say().outbox;
  const count = unsent.value.length;
  return (
    <Page title={words.title} back="/">
      {count === 0 ? <Done>{words.none}</Done> : <p>{words.willSend}</p>}
      <ul class="list">
        {ownEntries.value.map((entry) => (
          <Item key={entry.id} entry={entry} />
        ))}
      </ul>
      {count > 0 && (
        <>
          <Button kind="plain" icon="send" onClick={sendWaiting}>
            {words.sendNow}
          </Button>
          <ExportButton />
        </>
      )}
    </Page>
  );
}

function Item({ entry }: { entry: Entry }) {
  const words = say().outbox;
  const [asking, setAsking] = useState(false);
  return (
    <li class="card">
      <h2>
        {words.kinds[entry.kind]} {entry.title}
      </h2>
      <p class="soft">{shownMoment(entry.madeAt)}</p>
      <EntryState entry={entry} />
      {entry.state === 'refused' && <Refusal entry={entry} onWithdraw={() => setAsking(true)} />}
      {asking && (
        <Question title={words.withdrawSure} onClose={() => setAsking(false)}>
          <Button kind="danger" onClick={() => withdraw(entry)}>
            {words.withdraw}
          </Button>
          <Button kind="plain" onClick={() => setAsking(false)}>
            {say().cancel}
          </Button>
        </Question>
      )}
    </li>
  );
}

function Refusal({
  entry,
  onWithdraw,
}: {
  entry: Entry & { state: 'refused' };
  onWithdraw: () => void;
}) {
  const words = say().outbox;
  const { problem, body } = entry;
  const address = mendAddress(entry);
  const confirmed = isConfirmable(problem)
    ? [...((body.confirmed as string[] | undefined) ?? []), problem.code]
    : null;
  return (
    <>
      <Reason of={problem} />
      {confirmed && (
        <Button onClick={() => queue({ ...entry, body: { ...body, confirmed } }, entry.id)}>
          {words.confirm}
        </Button>
      )}
      {address && problem !== 'withdrawn-before' && (
        <LinkButton kind={confirmed ? 'plain' : 'main'} icon="pencil" href={address}>
          {words.mend}
        </LinkButton>
      )}
      <Button kind="danger" onClick={onWithdraw}>
        {words.withdraw}
      </Button>
    </>
  );
}
