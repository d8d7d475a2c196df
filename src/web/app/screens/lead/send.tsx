import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Place } from '../../../../domain/accounts.ts';
import { addDays } from '../../../../domain/dates.ts';
import type { Unit } from '../../../../domain/quantities.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Scanner } from '../../parts/scanner.tsx';
import { kgOf, named, nameOf, shownAmount, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { isBlocked } from '../market/answer.tsx';
import { type Goods, gramsOf, type Moved, placeText, typedKg, unitsFor } from '../market/goods.ts';
import { GoodsText } from '../market/goods-row.tsx';
import { useEntry } from '../market/use-entry.ts';
import { useNetwork } from './morning.tsx';

type Line = { goods: Goods; typed: string; unit: Unit };
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
  const { lists, place, goods } = useNetwork();
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
  const [open, setOpen] = useState<string | null>(null);
  const [scanning, setScanning] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [tried, setTried] = useState(false);

  const free = goods.filter(({ status }) => !isBlocked(status));
  const others = free.filter(({ code }) => !lines.some((line) => line.goods.code === code));
  const opened = lines.find((line) => line.goods.code === open);
  const deliverOn = day === 'today' ? today() : addDays(today(), 1);
  const set = (code: string, change: Partial<Line>) =>
    setLines(lines.map((line) => (line.goods.code === code ? { ...line, ...change } : line)));

  function add(code: string) {
    const found = goods.find((batch) => batch.code === code);
    setSaid(null);
    if (!found) setSaid(words.notHere);
    else if (isBlocked(found.status)) setSaid(words.blocked(named(found.crop.names)));
    else if (!lines.some((line) => line.goods.code === code)) setLines([...lines, wholeOf(found)]);
  }

  const weighed = lines.map((line) => ({ ...line, grams: useableGrams(line, unitsOf(line)) }));
  const total = weighed.reduce((sum, { grams }) => sum + grams, 0);
  function unitsOf({ goods: batch }: Line) {
    return unitsFor(lists.crops.value?.find(({ id }) => id === batch.crop.id));
  }

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
            lines: lines.map((line) => ({
              batch: line.goods.code,
              amount: { quantity: amountOf(line.typed)!, unit: line.unit },
            })),
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
      <section>
        <h2>{words.goods}</h2>
        {scanning ? (
          <>
            <Scanner onCode={add} />
            <Button kind="plain" icon="check" onClick={() => setScanning(false)}>
              {words.scanned(lines.length)}
            </Button>
          </>
        ) : (
          <Button kind="plain" icon="scan" onClick={() => setScanning(true)}>
            {sayMarket().scan}
          </Button>
        )}
        {said && <Wrong>{said}</Wrong>}
        <ul class="list">
          {weighed.map((line) => (
            <li key={line.goods.code} class="card">
              <div class="goods">
                <GoodsText goods={line.goods} />
              </div>
              {opened?.goods.code === line.goods.code ? (
                <>
                  <Keypad
                    value={line.typed}
                    onChange={(typed) => set(line.goods.code, { typed })}
                    unit={line.unit}
                    units={unitsOf(line)}
                    onUnit={(unit) => set(line.goods.code, { unit })}
                  />
                  {line.grams > line.goods.grams && (
                    <Wrong>{words.tooMuch(kgOf(line.goods.grams))}</Wrong>
                  )}
                  <Button icon="check" onClick={() => setOpen(null)}>
                    {words.done}
                  </Button>
                  <Button
                    kind="danger"
                    onClick={() => {
                      setLines(lines.filter(({ goods: batch }) => batch.code !== line.goods.code));
                      setOpen(null);
                    }}
                  >
                    {words.remove}
                  </Button>
                </>
              ) : (
                <Button kind="plain" icon="pencil" onClick={() => setOpen(line.goods.code)}>
                  {line.grams > 0
                    ? words.sends(
                        shownAmount({
                          quantity: amountOf(line.typed)!,
                          unit: line.unit,
                          grams: line.grams,
                        }),
                      )
                    : words.amountFirst}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Shown data={lists.held}>
          {() =>
            others.length > 0 && (
              <>
                <h3>{words.add}</h3>
                <ul class="list">
                  {others.map((batch) => (
                    <li key={batch.code}>
                      <button type="button" class="card goods add" onClick={() => add(batch.code)}>
                        <GoodsText goods={batch} />
                        <Icon of="plus" />
                      </button>
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Shown>
      </section>
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

const wholeOf = (goods: Goods): Line => ({ goods, typed: typedKg(goods.grams), unit: 'kg' });

/** None while there is no amount, or less here than that. */
function useableGrams({ typed, unit }: Line, units: ReturnType<typeof unitsFor>): number {
  const quantity = amountOf(typed);
  return quantity === null ? 0 : gramsOf(quantity, unit, units);
}
