import { useState } from 'preact/hooks';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { useAll } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { paperPaths } from '../../parts/delivery-papers.tsx';
import { Page } from '../../parts/page.tsx';
import { named, nameOf, shownDay } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayOffice } from '../../words/office.ts';
import { columnKg, Select, Table, usePages } from './parts.tsx';

type Named = { id: string; nameTh: string; nameEn: string };

/** What went where, the newest first, with the papers of each. */
export function DeliveriesScreen() {
  const words = sayOffice().sent;
  const [to, setTo] = useState('');
  const kitchens = useAll<Named>('/v1/registry/kitchens');
  const query = to ? `?to=kitchen/${to}` : '';
  const { data, items, button } = usePages<DeliveryView>(`/v1/deliveries${query}`);
  return (
    <Page title={words.title} wide>
      <form class="filters card" aria-label={words.to}>
        <Select
          label={words.to}
          value={to}
          onChange={setTo}
          options={[
            { value: '', text: sayOffice().all },
            ...(kitchens.value ?? []).map((entry) => ({ value: entry.id, text: nameOf(entry) })),
          ]}
        />
      </form>
      <Shown data={data}>
        {() => (
          <>
            {items.length === 0 ? (
              <p role="status">{words.nothing}</p>
            ) : (
              <DeliveryTable deliveries={items} />
            )}
            {button}
          </>
        )}
      </Shown>
    </Page>
  );
}

function DeliveryTable({ deliveries }: { deliveries: DeliveryView[] }) {
  const words = sayOffice().sent;
  return (
    <Table label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.day}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.state}</th>
          <th scope="col" class="number">
            {words.kg}
          </th>
          <th scope="col">{say().papers.title}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id}>
            <th scope="row">{shownDay(delivery.deliverOn)}</th>
            <td>{named(delivery.from.names)}</td>
            <td>{named(delivery.to.names)}</td>
            <td>{words.states[delivery.status]}</td>
            <td class="number">
              {columnKg(delivery.lines.reduce((sum, { sentGrams }) => sum + sentGrams, 0))}
            </td>
            <td>
              <ul class="papers">
                {paperPaths(delivery).map(({ paper, path }) => (
                  <li key={paper}>
                    <a href={path} target="_blank" rel="noreferrer">
                      {say().papers[paper]}
                    </a>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
