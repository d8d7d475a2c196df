import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Place } from '../../../../domain/accounts.ts';
import { addDays } from '../../../../domain/dates.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, nameOf, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { type Moved, placeText } from '../market/goods.ts';
import { useEntry } from '../market/use-entry.ts';
import { GoodsLines, type Line, lineBody, useWeights, wholeOf } from './lines.tsx';
import { useNetwork } from './morning.tsx';

type Receiver = { kind: 'kitchen' | 'stall'; id: string; nameTh: string; nameEn: string };
export type SendForm = Moved & {
  to: Receiver;
  deliverOn: string;
  lines: (Line & { grams: number })[];
  note: string;
};

/** A delivery: batches by scan or tap, with amounts; to whom; sent. */
export function SendScreen() {
  const words = sayLead().send;
  const { route } = useLocation();
  const { query } = useRoute();
  const { place, goods } = useNetwork();
  const { take, busy, failure } = useEntry();
  const mended = ownEntries.value.find(({ id }) => id === query.mend);
  const before = mended?.form as SendForm | undefined;
  const [chosen, setLines] = useState<Line[] | null>(before?.lines ?? null);
  // The batch that one comes from, as soon as it is known.
  const first = goods.find(({ code }) => code === query.code);
  const lines = chosen ?? (first ? [wholeOf(first)] : []);
  const [to, setTo] = useState<Receiver | null>(before?.to ?? null);
  const [day, setDay] = useState<'today' | 'tomorrow'>('today');
  const [note, setNote] = useState(before?.note ?? '');
  const [tried, setTried] = useState(false);

  const deliverOn = day === 'today' ? today() : addDays(today(), 1);
  const { weighed, total } = useWeights(lines);

  async function send() {
    setTried(true);
    if (!to || lines.length === 0 || weighed.some(({ grams }) => grams === 0)) return;
    const form: SendForm = {
      place: placeText(place),
      moved: weighed.map(({ goods: batch, grams }) => ({ batch: batch.code, grams: -grams })),
      to,
      deliverOn,
      lines: weighed,
      note: note.trim(),
    };
    const { kind, id } = to;
    const taken = await take(
      [
        {
          kind: 'delivery.dispatch',
          title: `${nameOf(to)} ${kgOf(total)}`,
          path: '/v1/deliveries',
          body: {
            from: place,
            to: { kind, id } satisfies Place,
            deliverOn,
            lines: lines.map(lineBody),
            note: note.trim() || null,
            recordedAt: new Date().toISOString(),
          },
          form,
        },
      ],
      mended?.id,
    );
    if (taken) route(`/app/lead/deliveries/${taken[0]!.id}`, true);
  }

  return (
    <Page title={words.title} back="/app/lead">
      {mended?.state === 'refused' && <Refusal of={mended.problem} />}
      <Receivers to={to} onChange={setTo} wrong={tried && !to} />
      <GoodsLines title={words.goods} lines={lines} onChange={setLines} amount={words.sends} />
      <details>
        <summary>{say().more}</summary>
        <Choice
          label={words.day}
          options={[
            { value: 'today', text: say().today },
            { value: 'tomorrow', text: words.tomorrow },
          ]}
          value={day}
          onChange={setDay}
        />
        <Field label={words.note} value={note} maxLength={500} onInput={setNote} />
      </details>
      {tried && lines.length === 0 && <Wrong>{words.noLines}</Wrong>}
      {tried && weighed.some(({ grams }) => grams === 0) && <Wrong>{words.amountFirst}</Wrong>}
      {failure && <Wrong>{failure}</Wrong>}
      <div class="save">
        <p class="sum">
          <span>
            {sayMarket().total} {sayMarket().entries(lines.length)}
          </span>
          <span>{kgOf(total)}</span>
        </p>
        <Button icon="truck" busy={busy} onClick={send}>
          {words.send}
        </Button>
      </div>
    </Page>
  );
}

/** Who gets it: those of the last deliveries first, then all of them. */
function Receivers({
  to,
  onChange,
  wrong,
}: {
  to: Receiver | null;
  onChange: (to: Receiver | null) => void;
  wrong: boolean;
}) {
  const words = sayLead().send;
  const { lists } = useNetwork();
  const [search, setSearch] = useState('');
  if (to) {
    return (
      <div class="card last">
        <span>
          <span class="soft">{words.to}</span> <b>{nameOf(to)}</b>
        </span>
        <Button kind="plain" onClick={() => onChange(null)}>
          {words.change}
        </Button>
      </div>
    );
  }
  const all: Receiver[] = [
    ...(lists.kitchens.value ?? []).map((entry) => ({ ...entry, kind: 'kitchen' as const })),
    ...(lists.stalls.value ?? []).map((entry) => ({ ...entry, kind: 'stall' as const })),
  ];
  const lately = [...new Set((lists.sent.value?.items ?? []).map(({ to: { id } }) => id))];
  const rank = ({ id }: Receiver) => {
    const at = lately.indexOf(id);
    return at < 0 ? lately.length : at;
  };
  const text = search.trim().toLowerCase();
  const shown = all
    .filter(({ nameTh, nameEn }) => `${nameTh} ${nameEn}`.toLowerCase().includes(text))
    .sort((a, b) => rank(a) - rank(b));
  return (
    <section>
      <h2>{words.toWhom}</h2>
      {wrong && <Wrong>{words.noReceiver}</Wrong>}
      {all.length > FEW && (
        <Field label={say().search} type="search" value={search} onInput={setSearch} />
      )}
      <Shown data={lists.kitchens}>
        {() => (
          <ul class="list">
            {shown.slice(0, FEW).map(({ kind, id, nameTh, nameEn }) => (
              <li key={id}>
                <button
                  type="button"
                  class="card goods add"
                  onClick={() => onChange({ kind, id, nameTh, nameEn })}
                >
                  <Icon of={kind === 'kitchen' ? 'school' : 'stall'} />
                  <b>{nameOf({ nameTh, nameEn })}</b>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {text !== '' && shown.length === 0 && <p>{say().nothingFound}</p>}
    </section>
  );
}

const FEW = 6;
