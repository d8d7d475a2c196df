import { useState } from 'preact/hooks';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { Refused, SignedOut, send } from '../../data/api.ts';
import { useAll } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Done, Field, Wrong } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { textOf } from '../../parts/refusal.tsx';
import { copy, share } from '../../parts/share.ts';
import { shownMoment } from '../../parts/shown.ts';
import { expired } from '../../session/session.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { PaperButtons } from './paper.tsx';

type User = RegistryEntry<'users'>;
type Link = { url: string; expiresAt: string };

const MANY = 8;

/** Lets the network's farmers in: a link that works once, or a printed card. */
export function AccessScreen() {
  const words = sayLead().access;
  const users = useAll<User>('/v1/registry/users?active=true');
  const [search, setSearch] = useState('');
  return (
    <Page title={words.title} back="/app/lead">
      <p>{words.lead}</p>
      <Shown data={users}>
        {(all) => {
          const text = search.trim().toLowerCase();
          // Somebody with another role besides gets access from an officer.
          const farmers = all.filter(({ roles }) => roles.every(({ role }) => role === 'farmer'));
          const found = farmers.filter(({ name, phone }) =>
            `${name} ${phone}`.toLowerCase().includes(text),
          );
          return (
            <>
              {farmers.length > MANY && (
                <Field label={say().search} type="search" value={search} onInput={setSearch} />
              )}
              {found.length === 0 && (
                <p>{farmers.length === 0 ? words.none : say().nothingFound}</p>
              )}
              <ul class="list">
                {found.map((user) => (
                  <Farmer key={user.id} user={user} />
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}

function Farmer({ user: { id, name, phone } }: { user: User }) {
  const words = sayLead().access;
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  const [said, setSaid] = useState<{ done?: string; wrong?: string }>({});
  const [busy, setBusy] = useState(false);

  async function issue() {
    setBusy(true);
    setSaid({});
    try {
      setLink(await send<Link>('POST', `/v1/users/${id}/links`, { hours: 24 }));
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      const detail = error instanceof Refused ? textOf(error.problem) : null;
      setSaid({ wrong: detail ?? sayMarket().needsSignal });
    }
    setBusy(false);
  }

  async function give({ url }: Link) {
    const text = words.message(name);
    if (await share({ text, url })) return setSaid({});
    setSaid((await copy(`${text} ${url}`)) ? { done: words.copied } : { wrong: words.copyBySelf });
  }

  return (
    <li class="card">
      <h2>{name}</h2>
      <p class="soft">{phone}</p>
      {open ? (
        <>
          {link ? (
            <>
              <Button icon="share" onClick={() => give(link)}>
                {words.share}
              </Button>
              <p class="address">{link.url}</p>
              <p class="soft">{words.goodUntil(shownMoment(link.expiresAt))}</p>
            </>
          ) : (
            <Button icon="key" busy={busy} onClick={issue}>
              {words.link}
            </Button>
          )}
          {said.done && <Done>{said.done}</Done>}
          {said.wrong && <Wrong>{said.wrong}</Wrong>}
          <PaperButtons
            make={words.card}
            paper={{
              path: `/v1/users/${id}/cards`,
              name: 'tonnam-card.pdf',
              method: 'POST',
              body: { days: 365 },
            }}
          />
        </>
      ) : (
        <Button kind="plain" icon="key" onClick={() => setOpen(true)}>
          {words.letIn}
        </Button>
      )}
    </li>
  );
}
