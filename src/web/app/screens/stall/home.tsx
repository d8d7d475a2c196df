import { Shown } from '../../parts/as-of.tsx';
import { LinkButton } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LineNotice } from '../../parts/line-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named, nameOf } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayMarket } from '../../words/market.ts';
import { sayStall } from '../../words/stall.ts';
import { GoodsRow } from '../market/goods-row.tsx';
import { OwnPlaces } from '../market/places.tsx';
import { LastSale } from './last-sale.tsx';
import { useStall } from './morning.tsx';

/** Scan; what comes in; what is here to sell; how the day goes. */
export function HomeScreen() {
  const words = sayStall();
  const { lists, place, goods, arriving, sold } = useStall();
  const stall = lists.stalls.value?.find(({ id }) => id === place.id);
  const left = goods.reduce((sum, { grams }) => sum + grams, 0);
  return (
    <Page title={stall ? nameOf(stall) : words.title}>
      <LineNotice />
      <OwnPlaces as="stall_manager" entries={lists.stalls.value ?? []} />
      <LinkButton kind="big" icon="scan" href="/app/stall/scan">
        {sayMarket().scan}
      </LinkButton>
      <LastSale />
      <dl class="tally">
        <div>
          <dt>{words.soldToday}</dt>
          <dd>{kgOf(sold.grams)}</dd>
        </div>
        <div>
          <dt>{words.left}</dt>
          <dd>{kgOf(left)}</dd>
        </div>
      </dl>
      <LinkButton kind="plain" icon="list" href="/app/stall/today">
        {words.today}
      </LinkButton>
      {arriving.length > 0 && (
        <section>
          <h2>{words.arriving}</h2>
          <ul class="list">
            {arriving.map(({ id, from, lines }) => (
              <li key={id}>
                <a class="card goods" href={`/app/stall/deliveries/${id}`}>
                  <Icon of="truck" />
                  <span class="goods-text">
                    <b>
                      {named(from.names)}
                      <span class="amount-text">
                        {kgOf(lines.reduce((sum, { sentGrams }) => sum + sentGrams, 0))}
                      </span>
                    </b>
                    <span>{lines.map(({ crop }) => named(crop)).join(', ')}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.here}</h2>
        <Shown data={lists.held}>
          {() =>
            goods.length === 0 ? (
              <p>{words.nothingHere}</p>
            ) : (
              <ul class="list">
                {goods.map((batch) => (
                  <li key={batch.code}>
                    <GoodsRow goods={batch} href={`/app/stall/b/${batch.code}`} />
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      </section>
      <LinkButton kind="plain" icon="stall" href="/app/stall/close">
        {words.close.title}
      </LinkButton>
      <LinkButton kind="plain" icon="list" href="/app/stall/reports">
        {say().reports.stall}
      </LinkButton>
    </Page>
  );
}
