import type { ComponentChildren } from 'preact';
import type { BatchSummary } from '../../../../wire/batches.ts';
import type { FiguresView } from '../../../../wire/figures.ts';
import { Done } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { kgOf, named, shownDay } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { sayOffice } from '../../words/office.ts';

/** What should have happened before today. */
export function LateCards({ late }: { late: FiguresView['late'] }) {
  const words = sayOffice().figures;
  const { deliveries, waiting, holds } = late;
  return (
    <section class="late" aria-labelledby="late">
      <h2 id="late">{words.late}</h2>
      {deliveries.count + waiting.count + holds.count === 0 && <Done>{words.lateNone}</Done>}
      <div class="cards">
        <Late title={words.holds} count={holds.count} shown={holds.items.length}>
          {holds.items.map((batch) => (
            <Line key={batch.code} batch={batch}>
              <Status of={batch.status} />
            </Line>
          ))}
        </Late>
        <Late title={words.deliveries} count={deliveries.count} shown={deliveries.items.length}>
          {deliveries.items.map(({ id, from, to, deliverOn, lines }) => (
            <li key={id}>
              {named(from.names)} → <strong>{named(to.names)}</strong>
              <span class="soft"> {words.dueOn(shownDay(deliverOn))}</span>
              <br />
              {lines.map(({ batch, shownCode, crop }) => (
                <a key={batch} class="batch-link" href={`/app/office/batches/${batch}`}>
                  {named(crop)} {shownCode}
                </a>
              ))}
            </li>
          ))}
        </Late>
        <Late title={words.waiting} count={waiting.count} shown={waiting.items.length}>
          {waiting.items.map((batch) => (
            <Line key={batch.code} batch={batch} />
          ))}
        </Late>
      </div>
    </section>
  );
}

function Late({
  title,
  count,
  shown,
  children,
}: {
  title: string;
  count: number;
  shown: number;
  children: ComponentChildren;
}) {
  if (count === 0) return null;
  return (
    <div class="card">
      <h3>
        <Icon of="warning" /> {title} <strong class="count">{count}</strong>
      </h3>
      <ul class="lines">{children}</ul>
      {count > shown && <p class="soft">{sayOffice().figures.andMore(count - shown)}</p>}
    </div>
  );
}

const Line = ({ batch, children }: { batch: BatchSummary; children?: ComponentChildren }) => (
  <li>
    <a class="batch-link" href={`/app/office/batches/${batch.code}`}>
      {named(batch.crop.names)} {batch.shownCode}
    </a>{' '}
    {children}
    <span class="soft">
      {' '}
      {named(batch.network.names)} · {shownDay(batch.harvestedOn)} · {kgOf(batch.onHandGrams)}
    </span>
  </li>
);
