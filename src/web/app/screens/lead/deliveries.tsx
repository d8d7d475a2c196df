import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { LinkButton } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named, nameOf, shownDay } from '../../parts/shown.ts';
import { sayLead } from '../../words/lead.ts';
import { useNetwork } from './morning.tsx';
import type { SendForm } from './send.tsx';

/** What was sent out, the newest first; on top what only this phone knows. */
export function DeliveriesScreen() {
  const words = sayLead().deliveries;
  const { lists } = useNetwork();
  const known = new Set(lists.sent.value?.items.map(({ id }) => id));
  const own = ownEntries.value.filter(
    ({ id, kind }) => kind === 'delivery.dispatch' && !known.has(id),
  );
  return (
    <Page title={words.title} back="/app/lead">
      {own.length > 0 && (
        <ul class="list">
          {own.map((entry) => (
            <OwnItem key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <Shown data={lists.sent}>
        {({ items }) => (
          <ul class="list">
            {items.length === 0 && own.length === 0 && <li>{words.none}</li>}
            {items.map(({ id, to, lines, deliverOn, status }) => (
              <li key={id}>
                <a class="card goods" href={`/app/lead/deliveries/${id}`}>
                  <Icon of={to.kind === 'kitchen' ? 'school' : 'stall'} />
                  <span class="goods-text">
                    <b>
                      {named(to.names)}
                      <span class="amount-text">
                        {kgOf(lines.reduce((sum, { sentGrams }) => sum + sentGrams, 0))}
                      </span>
                    </b>
                    <span class="soft">
                      {shownDay(deliverOn)} · {words.states[status]}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <LinkButton icon="truck" href="/app/lead/send">
        {sayLead().send.title}
      </LinkButton>
    </Page>
  );
}

function OwnItem({ entry }: { entry: Entry }) {
  const { to } = entry.form as SendForm;
  return (
    <li>
      <a class="card goods" href={`/app/lead/deliveries/${entry.id}`}>
        <Icon of={to.kind === 'kitchen' ? 'school' : 'stall'} />
        <span class="goods-text">
          <b>{nameOf(to)}</b>
          <EntryState entry={entry} />
        </span>
      </a>
    </li>
  );
}
