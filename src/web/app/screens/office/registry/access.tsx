import { useEffect, useState } from 'preact/hooks';
import { dayOf } from '../../../../../domain/dates.ts';
import { arabicDigits } from '../../../../../domain/thai.ts';
import { Refused } from '../../../data/api.ts';
import { useData } from '../../../data/use-data.ts';
import { Shown } from '../../../parts/as-of.tsx';
import { Button, Done, Field, Wrong } from '../../../parts/controls.tsx';
import { textOf } from '../../../parts/refusal.tsx';
import { shownDay, shownMoment } from '../../../parts/shown.ts';
import { language } from '../../../words/language.ts';
import { sayOffice } from '../../../words/office.ts';
import { Card, NotDone, useSubmit } from '../parts.tsx';
import type { Entry } from './forms.ts';

type Pass = { id: string; kind: 'link' | 'card'; expiresAt: string; lastUsedAt: string | null };
type Session = { kind: 'pin' | 'link' | 'card'; openedAt: string; lastSeenAt: string };

/** How a person signs in: links, cards, PIN, and where they are signed in now. */
export function PersonAccess({ user }: { user: Entry }) {
  const words = sayOffice().access;
  const path = `/v1/users/${user.id}`;
  const passes = useData<{ items: Pass[] }>(`${path}/passes`);
  const sessions = useData<{ items: Session[] }>(`${path}/sessions`);
  const sending = useSubmit();
  const [done, setDone] = useState('');
  const again = (said: string) => () => {
    setDone(said);
    passes.reload();
    sessions.reload();
  };
  return (
    <Card title={words.title}>
      {user.active && <NewPass path={path} onDone={passes.reload} />}
      {done && <Done>{done}</Done>}
      <NotDone of={sending} />
      <h3>{words.passes}</h3>
      <Shown data={passes}>
        {({ items }) => (
          <ul class="lines">
            {items.length === 0 && <li class="soft">{words.noPasses}</li>}
            {items.map(({ id, kind, expiresAt, lastUsedAt }) => (
              <li key={id} class="row">
                <span>
                  <strong>{words.kinds[kind]}</strong> {words.until(shownDay(dayOf(expiresAt)))} ·{' '}
                  {lastUsedAt ? words.used(shownMoment(lastUsedAt)) : words.neverUsed}
                </span>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => sending.submit('DELETE', `/v1/passes/${id}`, undefined, again(''))}
                >
                  {words.revoke} {words.kinds[kind]}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <h3>{words.sessions}</h3>
      <Shown data={sessions}>
        {({ items }) => (
          <>
            <ul class="lines">
              {items.length === 0 && <li class="soft">{words.noSessions}</li>}
              {items.map(({ kind, openedAt, lastSeenAt }) => (
                <li key={openedAt}>
                  <strong>{words.kinds[kind]}</strong> {words.lastSeen(shownMoment(lastSeenAt))}
                </li>
              ))}
            </ul>
            {items.length > 0 && (
              <Button
                kind="danger"
                onClick={() =>
                  sending.submit('DELETE', `${path}/sessions`, undefined, again(words.ended))
                }
              >
                {words.endAll}
              </Button>
            )}
          </>
        )}
      </Shown>
      {user.active && <NewPin path={path} onDone={sessions.reload} />}
    </Card>
  );
}

function NewPass({ path, onDone }: { path: string; onDone: () => void }) {
  const words = sayOffice().access;
  const sending = useSubmit();
  const [link, setLink] = useState<{ url: string; expiresAt: string } | null>(null);
  const [card, setCard] = useState('');
  const [wrong, setWrong] = useState('');
  const [copied, setCopied] = useState(false);
  useEffect(() => () => URL.revokeObjectURL(card), [card]);

  async function makeCard() {
    setWrong('');
    try {
      setCard(URL.createObjectURL(await cardOf(path)));
      onDone();
    } catch (error) {
      setWrong(error instanceof Refused ? textOf(error.problem) : sayOffice().unreachable);
    }
  }

  return (
    <>
      <div class="row">
        <Button
          kind="plain"
          busy={sending.busy}
          onClick={() =>
            sending.submit<{ url: string; expiresAt: string }>(
              'POST',
              `${path}/links`,
              {},
              (made) => {
                setLink(made);
                setCopied(false);
                onDone();
              },
            )
          }
        >
          {words.link}
        </Button>
        <Button kind="plain" onClick={makeCard}>
          {words.card}
        </Button>
      </div>
      <NotDone of={sending} />
      {wrong && <Wrong>{wrong}</Wrong>}
      {link && (
        <div class="note good">
          <div class="grow">
            <p role="status">{words.linkMade(shownMoment(link.expiresAt))}</p>
            <Field label={words.linkAddress} value={link.url} onInput={() => {}} />
            <Button
              kind="plain"
              onClick={() => navigator.clipboard.writeText(link.url).then(() => setCopied(true))}
            >
              {copied ? words.copied : words.copy}
            </Button>
          </div>
        </div>
      )}
      {card && (
        <div class="note good">
          <div class="grow">
            <p role="status">{words.cardMade}</p>
            <a href={card} download="tonnam-card.pdf">
              {words.cardOpen}
            </a>
          </div>
        </div>
      )}
    </>
  );
}

/** The card is no JSON, but what refuses it is. */
async function cardOf(path: string): Promise<Blob> {
  const headers = { 'content-type': 'application/json', 'accept-language': language.value };
  const answer = await fetch(`${path}/cards`, { method: 'POST', headers, body: '{}' });
  if (!answer.ok) throw new Refused(await answer.json());
  return answer.blob();
}

function NewPin({ path, onDone }: { path: string; onDone: () => void }) {
  const words = sayOffice().access;
  const sending = useSubmit();
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const isRight = /^\d{6}$/.test(arabicDigits(pin));
  function set(event: Event) {
    event.preventDefault();
    setTried(true);
    setDone(false);
    if (!isRight) return;
    sending.submit('POST', `${path}/pin`, { newPin: pin }, () => {
      setPin('');
      setTried(false);
      setDone(true);
      onDone();
    });
  }
  return (
    <form onSubmit={set}>
      <Field
        label={words.pin}
        hint={words.pinLead}
        value={pin}
        onInput={setPin}
        inputMode="numeric"
        autocomplete="off"
        maxLength={6}
        wrong={tried && !isRight && words.pinWrong}
      />
      <NotDone of={sending} />
      {done && <Done>{words.pinSet}</Done>}
      <Button type="submit" kind="plain" busy={sending.busy}>
        {words.pin}
      </Button>
    </form>
  );
}
