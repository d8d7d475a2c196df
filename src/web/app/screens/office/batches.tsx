import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { STATUSES } from '../../../../domain/batch/state.ts';
import { parseDay } from '../../../../domain/written-dates.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';
import { showDay } from '../../../public/dates.ts';
import { useAll } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Field } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { named, nameOf, shownDay } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { say } from '../../words/common.ts';
import { language } from '../../words/language.ts';
import { sayOffice } from '../../words/office.ts';
import { columnKg, Select, Table, usePages } from './parts.tsx';

const FILTERS = ['code', 'status', 'cropId', 'networkId', 'harvestedFrom', 'harvestedTo'] as const;
type Filters = Record<(typeof FILTERS)[number], string>;
const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, ''])) as Filters;

/** The filters are in the address: they come back with the way back, and can be sent to somebody. */
export function BatchesScreen() {
  const words = sayOffice().list;
  const { query } = useLocation();
  const given = new URLSearchParams(
    FILTERS.filter((name) => query[name]).map((name): [string, string] => [name, query[name]!]),
  );
  const { data, items, hasMore, button } = usePages<BatchSummary>(`/v1/batches?${given}`);
  return (
    <Page title={words.title} wide>
      <FilterForm key={`${given}`} given={Object.fromEntries(given)} />
      <Shown data={data}>
        {() => (
          <>
            <p role="status" class="soft">
              {items.length === 0 ? words.nothing : words.shown(items.length, hasMore)}
            </p>
            {items.length > 0 && <BatchTable batches={items} />}
            {button}
          </>
        )}
      </Shown>
    </Page>
  );
}

type Named = { id: string; nameTh: string; nameEn: string };

function FilterForm({ given }: { given: Partial<Filters> }) {
  const words = sayOffice();
  const { route } = useLocation();
  const crops = useAll<Named>('/v1/registry/crops');
  const networks = useAll<Named>('/v1/registry/networks');
  const shown = (day: string | undefined) => (day ? showDay(day, language.value) : '');
  const [form, setForm] = useState<Filters>(() => ({
    ...NO_FILTERS,
    ...given,
    harvestedFrom: shown(given.harvestedFrom),
    harvestedTo: shown(given.harvestedTo),
  }));
  const [tried, setTried] = useState(false);
  const set = (name: keyof Filters) => (value: string) =>
    setForm((now) => ({ ...now, [name]: value }));
  const dayOf = (typed: string) => (typed.trim() ? parseDay(typed) : '');
  const days = { harvestedFrom: dayOf(form.harvestedFrom), harvestedTo: dayOf(form.harvestedTo) };
  const wrong = (name: keyof typeof days) => tried && days[name] === null && words.list.dayWrong;
  const choices = (entries: Named[] | null) => [
    { value: '', text: words.all },
    ...(entries ?? []).map((entry) => ({ value: entry.id, text: nameOf(entry) })),
  ];

  function show(event: Event) {
    event.preventDefault();
    setTried(true);
    if (Object.values(days).includes(null)) return;
    const wanted = Object.entries({ ...form, ...days }).filter(([, value]) => value);
    const query = new URLSearchParams(wanted as [string, string][]);
    route(`/app/office/batches${wanted.length > 0 ? `?${query}` : ''}`);
  }

  return (
    <form class="filters card" aria-label={words.list.filter} onSubmit={show}>
      <Field label={words.list.code} value={form.code} onInput={set('code')} maxLength={20} />
      <Select
        label={words.list.status}
        value={form.status}
        onChange={set('status')}
        options={[
          { value: '', text: words.all },
          ...STATUSES.map((value) => ({ value, text: say().statuses[value] })),
        ]}
      />
      <Select
        label={words.list.crop}
        value={form.cropId}
        onChange={set('cropId')}
        options={choices(crops.value)}
      />
      <Select
        label={words.list.network}
        value={form.networkId}
        onChange={set('networkId')}
        options={choices(networks.value)}
      />
      <Field
        label={words.list.from}
        value={form.harvestedFrom}
        onInput={set('harvestedFrom')}
        wrong={wrong('harvestedFrom')}
      />
      <Field
        label={words.list.to}
        value={form.harvestedTo}
        onInput={set('harvestedTo')}
        wrong={wrong('harvestedTo')}
      />
      <div class="row">
        <Button type="submit" icon="search">
          {words.list.show}
        </Button>
        <a href="/app/office/batches">{words.list.clear}</a>
      </div>
    </form>
  );
}

function BatchTable({ batches }: { batches: BatchSummary[] }) {
  const words = sayOffice().list;
  return (
    <Table label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.crop}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.harvested}</th>
          <th scope="col" class="number">
            {words.kg}
          </th>
          <th scope="col" class="number">
            {words.onHand}
          </th>
          <th scope="col">{words.network}</th>
          <th scope="col">{words.farmer}</th>
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.code}>
            <th scope="row">
              <a class="batch-link" href={`/app/office/batches/${batch.code}`}>
                {batch.shownCode}
              </a>
            </th>
            <td>{named(batch.crop.names)}</td>
            <td>
              <Status of={batch.status} />
            </td>
            <td>{shownDay(batch.harvestedOn)}</td>
            <td class="number">{columnKg(batch.harvested.grams)}</td>
            <td class="number">{columnKg(batch.onHandGrams)}</td>
            <td>{named(batch.network.names)}</td>
            <td>{batch.farmer?.name ?? sayOffice().batch.several}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
