import { useEffect, useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { spanBefore, spanOf } from '../../../../domain/periods.ts';
import type { ReportKind } from '../../../../domain/report/figures.ts';
import type { Audience } from '../../../../wire/audiences.ts';
import type { ReportFormat, ReportJobView } from '../../../../wire/reports.ts';
import { Refused, SignedOut, send } from '../../data/api.ts';
import { newKey } from '../../data/key.ts';
import { useAll, useData } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { textOf } from '../../parts/refusal.tsx';
import { nameOf, shownDate, today } from '../../parts/shown.ts';
import { expired, online } from '../../session/session.ts';
import { say } from '../../words/common.ts';
import { sayReports } from '../../words/reports.ts';
import { ReportCard } from './report-card.tsx';
import './period-reports.css';

type PeriodChoice = keyof ReturnType<typeof sayReports>['periods'];

const KINDS: Record<Audience, readonly ReportKind[]> = {
  farmer: ['farmer'],
  lead: ['network', 'farmer'],
  stall: ['market'],
  kitchen: ['school'],
  office: ['municipality', 'network', 'farmer', 'school', 'market'],
};
const PERIODS: Record<Audience, readonly PeriodChoice[]> = {
  farmer: ['month', 'month-before', 'fiscal_year', 'range'],
  lead: ['month', 'month-before', 'fiscal_year', 'range'],
  stall: ['month', 'month-before', 'fiscal_year', 'range'],
  kitchen: ['term', 'term-before', 'month', 'month-before', 'range'],
  office: ['fiscal_year', 'fiscal_year-before', 'term', 'month', 'month-before', 'range'],
};
// Not those of the wire: with them the checks of the service would come along.
const FORMATS: readonly ReportFormat[] = ['pdf', 'xlsx', 'csv'];
/** Where there are several to choose from; of the rest, people get their own. */
const LISTS: Partial<Record<ReportKind, string>> = {
  network: 'networks',
  farmer: 'farmers',
  school: 'schools',
  market: 'markets',
};

function spanFor(choice: PeriodChoice): { from: string; to: string } {
  const [period, before] = choice.split('-') as ['month' | 'term' | 'fiscal_year', string?];
  const now = spanOf(period, today());
  return before ? spanBefore(period, now) : now;
}

/** Reports of a period, for everybody: what is theirs to see. */
export default function ReportsScreen() {
  const words = sayReports();
  const audience = useLocation().path.split('/')[2] as Audience;
  const kinds = KINDS[audience];
  const [kind, setKind] = useState<ReportKind>(kinds[0]!);
  const [id, setId] = useState('');
  const [choice, setChoice] = useState<PeriodChoice>(PERIODS[audience][0]!);
  const [range, setRange] = useState(() => spanOf('month', today()));
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const reports = useData<{ items: ReportJobView[] }>('/v1/reports');
  useWatched(reports.value?.items ?? [], reports.reload);

  const chosen = choice === 'range' ? range : spanFor(choice);
  const backwards = chosen.from > chosen.to;
  const picks = audience === 'office' || (audience === 'lead' && kind === 'farmer');
  const list = picks ? LISTS[kind] : undefined;
  const ready = !backwards && (!list || id !== '');

  async function make() {
    setAsking(true);
    setWrong(null);
    try {
      const body = { kind, ...chosen, format, ...(list && { id }) };
      await send('POST', '/v1/reports', body, { 'idempotency-key': newKey() });
      reports.reload();
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      setWrong(error instanceof Refused ? textOf(error.problem) : words.needsSignal);
    }
    setAsking(false);
  }

  return (
    <Page title={say().reports[audience]} back={`/app/${audience}`} wide={audience === 'office'}>
      <p>{words.lead[audience]}</p>
      {kinds.length > 1 && (
        <Choice
          label={words.kind}
          options={kinds.map((value) => ({ value, text: words.kinds[value] }))}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setId('');
          }}
        />
      )}
      {list && <Pick key={list} list={list} label={words.kinds[kind]} value={id} onPick={setId} />}
      <Choice
        label={words.period}
        options={PERIODS[audience].map((value) => ({ value, text: words.periods[value] }))}
        value={choice}
        onChange={setChoice}
      />
      {choice === 'range' ? (
        <>
          <Field
            label={words.from}
            type="date"
            value={range.from}
            onInput={(from) => setRange({ ...range, from })}
          />
          <Field
            label={words.to}
            type="date"
            value={range.to}
            onInput={(to) => setRange({ ...range, to })}
            wrong={backwards ? words.wrongRange : undefined}
          />
        </>
      ) : (
        <p class="soft">{words.span(shownDate(chosen.from), shownDate(chosen.to))}</p>
      )}
      <Choice
        label={words.format}
        options={FORMATS.map((value) => ({ value, text: words.formats[value] }))}
        value={format}
        onChange={setFormat}
      />
      {!online.value && <p class="note">{words.needsSignal}</p>}
      {wrong && <Wrong>{wrong}</Wrong>}
      {ready && (
        <Button icon="list" busy={asking} onClick={make}>
          {words.make}
        </Button>
      )}
      <h2>{words.mine}</h2>
      <Shown data={reports}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <>
              <p class="soft">{words.kept}</p>
              <ul class="list">
                {items.map((report) => (
                  <li key={report.id}>
                    <ReportCard report={report} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Shown>
    </Page>
  );
}

const WATCH_MS = 1000;

/** Looks after the reports that are not done, as long as there are any. */
function useWatched(items: readonly ReportJobView[], reload: () => void): void {
  const open = items.some(({ status }) => status === 'waiting' || status === 'making');
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(reload, WATCH_MS);
    return () => clearInterval(timer);
  }, [open]);
}

type Entry = { id: string; name?: string; nameTh: string; nameEn: string };

function Pick({
  list,
  label,
  value,
  onPick,
}: {
  list: string;
  label: string;
  value: string;
  onPick: (id: string) => void;
}) {
  const field = useId();
  const entries = useAll<Entry>(`/v1/registry/${list}?active=true`);
  return (
    <div class="field">
      <label for={field}>{label}</label>
      <select id={field} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{sayReports().choose}</option>
        {entries.value?.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.name ?? nameOf(entry)}
          </option>
        ))}
      </select>
    </div>
  );
}
