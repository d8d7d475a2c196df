import type { ComponentChildren } from 'preact';
import { Shown } from '../../parts/as-of.tsx';
import { LinkButton } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { LineNotice } from '../../parts/line-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { nameOf, shownDay } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { isBlocked } from '../market/answer.tsx';
import type { Goods } from '../market/goods.ts';
import { GoodsRow } from '../market/goods-row.tsx';
import { OwnPlaces } from '../market/places.tsx';
import { useNetwork } from './morning.tsx';

/** The morning's work: what waits for a test first, then what may go. */
export function HomeScreen() {
  const words = sayLead();
  const { lists, place, goods, testOf, summaryOf } = useNetwork();
  const network = lists.networks.value?.find(({ id }) => id === place.id);
  const waiting = goods.filter(({ status, code }) => status === 'waiting' && !testOf(code));
  const blocked = goods.filter(({ status }) => isBlocked(status));
  const ready = goods.filter((batch) => !waiting.includes(batch) && !blocked.includes(batch));
  const row = (batch: Goods, href: string) => {
    const test = testOf(batch.code);
    return (
      <li key={batch.code}>
        <GoodsRow goods={batch} href={href}>
          <span class="soft">
            {summaryOf(batch.code)?.farmer?.name ?? words.mix.several}
            {batch.harvestedOn && ` · ${shownDay(batch.harvestedOn)}`}
          </span>
          {test && <EntryState entry={test} />}
        </GoodsRow>
      </li>
    );
  };
  return (
    <Page title={network ? nameOf(network) : words.title}>
      <LineNotice />
      <OwnPlaces as="network_lead" entries={lists.networks.value ?? []} />
      <nav class="doors" aria-label={words.work}>
        <LinkButton icon="truck" href="/app/lead/send">
          {words.send.title}
        </LinkButton>
        <LinkButton kind="plain" icon="scan" href="/app/lead/scan">
          {sayMarket().scan}
        </LinkButton>
        <LinkButton kind="plain" icon="mix" href="/app/lead/mix">
          {words.mix.title}
        </LinkButton>
        <LinkButton kind="plain" icon="print" href="/app/lead/labels">
          {words.labels.title}
        </LinkButton>
        <LinkButton kind="plain" icon="label" href="/app/lead/rolls">
          {words.rolls.title}
        </LinkButton>
        <LinkButton kind="plain" icon="key" href="/app/lead/access">
          {words.access.title}
        </LinkButton>
      </nav>
      <Shown data={lists.held}>
        {() => (
          <>
            {goods.length === 0 && <p>{words.nothing}</p>}
            <Group title={words.waiting(waiting.length)} show={waiting.length > 0}>
              {waiting.map((batch) => row(batch, `/app/lead/tests/${batch.code}`))}
            </Group>
            <Group title={words.blocked(blocked.length)} show={blocked.length > 0}>
              {blocked.map((batch) => row(batch, `/app/lead/b/${batch.code}`))}
            </Group>
            <Group title={words.ready(ready.length)} show={ready.length > 0}>
              {ready.map((batch) => row(batch, `/app/lead/b/${batch.code}`))}
            </Group>
          </>
        )}
      </Shown>
      <LinkButton kind="plain" icon="list" href="/app/lead/deliveries">
        {words.deliveries.title}
      </LinkButton>
      <LinkButton kind="plain" icon="list" href="/app/lead/reports">
        {say().reports.lead}
      </LinkButton>
    </Page>
  );
}

const Group = ({
  title,
  show,
  children,
}: {
  title: string;
  show: boolean;
  children: ComponentChildren;
}) =>
  show ? (
    <section>
      <h2>{title}</h2>
      <ul class="list">{children}</ul>
    </section>
  ) : null;
