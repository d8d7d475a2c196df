import { useState } from 'preact/hooks';
import { addDays, type Day, fiscalYearOf } from '../../../../domain/dates.ts';
import type { FiguresView } from '../../../../wire/figures.ts';
import { useData } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Choice } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { named, shownDate, shownDay, shownKg, today } from '../../parts/shown.ts';
import { language } from '../../words/language.ts';
import { sayOffice } from '../../words/office.ts';
import { BarTable, Columns } from './bars.tsx';
import { LateCards } from './late.tsx';
import { Card } from './parts.tsx';

type Period = keyof ReturnType<typeof sayOffice>['figures']['periods'];

const spanOf: Record<Period, (now: Day) => [Day, Day]> = {
  week: (now) => [addDays(now, -6), now],
  before: (now) => [addDays(now, -13), addDays(now, -7)],
  month: (now) => [addDays(now, -29), now],
  year: (now) => [fiscalYearOf(now).from, now],
};

export function HomeScreen() {
  const words = sayOffice();
  const [period, setPeriod] = useState<Period>('week');
  const [from, to] = spanOf[period](today());
  const data = useData<FiguresView>(`/v1/figures?from=${from}&to=${to}`);
  return (
    <Page title={words.home} wide>
      <Choice
        label={words.figures.period}
        options={(Object.keys(spanOf) as Period[]).map((value) => ({
          value,
          text: words.figures.periods[value],
        }))}
        value={period}
        onChange={setPeriod}
      />
      <p class="soft">{words.figures.span(shownDate(from), shownDate(to))}</p>
      <Shown data={data}>{(figures) => <Figures of={figures} />}</Shown>
    </Page>
  );
}

function Figures({ of: figures }: { of: FiguresView }) {
  const words = sayOffice().figures;
  const { statuses, went, networks, days, batches, harvestedGrams, foundGrams } = figures;
  const wentTotal = harvestedGrams + foundGrams;
  const held = statuses.on_hold + statuses.failed + statuses.recalled;
  const places = Object.keys(words.places) as (keyof typeof went)[];
  return (
    <>
      <dl class="tiles">
        <Tile name={words.harvested} number={sayOffice().kg(shownKg(harvestedGrams))} />
        <Tile name={words.batches} number={String(batches)} />
        <Tile
          name={words.passed}
          number={String(statuses.passed)}
          more={words.ofBatches(batches)}
        />
        <Tile name={words.onHold} number={String(held)} more={words.ofBatches(batches)} />
      </dl>
      <LateCards late={figures.late} />
      {batches === 0 ? (
        <p class="note">
          <span>{words.nothing}</span>
        </p>
      ) : (
        <div class="cards">
          <Card title={words.went}>
            <BarTable
              head={words.place}
              total={wentTotal}
              rows={places.map((key) => ({ key, name: words.places[key], grams: went[key] }))}
            />
            {foundGrams > 0 && <p class="soft">{words.sumFound(shownKg(foundGrams))}</p>}
          </Card>
          <Card title={words.byNetwork}>
            <BarTable
              head={words.network}
              total={harvestedGrams}
              rows={networks.map(({ id, names, grams }) => ({
                key: id,
                name: named(names),
                grams,
              }))}
            />
          </Card>
        </div>
      )}
      {days.length <= 7 && batches > 0 && (
        <Card title={words.byDay}>
          <Columns
            days={days.map(({ day, grams }) => ({ day, grams, label: shownDayShort(day) }))}
          />
        </Card>
      )}
    </>
  );
}

/** Today, or the day of the week and of the month. */
function shownDayShort(day: Day): string {
  if (day === today()) return shownDay(day);
  const locale = language.value === 'th' ? 'th-TH-u-nu-latn' : 'en-GB';
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

const Tile = ({
  name,
  number,
  more,
}: {
  name: string;
  number: string;
  more?: string | undefined;
}) => (
  <div class="card">
    <dt>{name}</dt>
    <dd>
      <strong>{number}</strong>
      {more && <span class="soft"> {more}</span>}
    </dd>
  </div>
);
