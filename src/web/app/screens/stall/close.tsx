import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { DiscardWay } from '../../../../domain/batch/events.ts';
import type { NewEntry } from '../../outbox/entry.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { numberOf } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayStall } from '../../words/stall.ts';
import { isBlocked } from '../market/answer.tsx';
import { type Goods, placeText, typedKg } from '../market/goods.ts';
import { GoodsText } from '../market/goods-row.tsx';
import { useEntry } from '../market/use-entry.ts';
import { useStall } from './morning.tsx';
import type { SaleForm } from './sell.tsx';

type Rest = 'sold' | 'lost';
/** As typed. Left empty, all of it is left and nothing is thrown away. */
type Count = { left: string; thrown: string; rest: Rest };
type Counted = { goods: Goods; left: number; thrown: number; rest: number; as: Rest };

/** The end of the day: what is left, what is thrown away, and so what became of the rest. */
export function CloseScreen() {
  const words = sayStall().close;
  const { lists, goods, sold, thrownAway } = useStall();
  return (
    <Page title={words.title} back="/app/stall">
      <dl class="tally">
        <div>
          <dt>{sayStall().soldToday}</dt>
          <dd>{kgOf(sold.grams)}</dd>
        </div>
        <div>
          <dt>{words.thrownToday}</dt>
          <dd>{kgOf(thrownAway.grams)}</dd>
        </div>
      </dl>
      <Shown data={lists.held}>
        {() => (goods.length === 0 ? <p>{words.nothing}</p> : <Counts goods={goods} />)}
      </Shown>
    </Page>
  );
}

function Counts({ goods }: { goods: Goods[] }) {
  const words = sayStall().close;
  const { route } = useLocation();
  const { query } = useRoute();
  const { place } = useStall();
  const { take, busy, failure } = useEntry();
  const [counts, setCounts] = useState<Partial<Record<string, Count>>>({});
  const [way, setWay] = useState<DiscardWay>('compost');
  const [reason, setReason] = useState<string>(words.wilted);
  const [tried, setTried] = useState(false);
  const counted = goods.map((batch) => countOf(batch, counts[batch.code]));
  const throws = counted.some((count) => count && count.thrown > 0);

  async function save() {
    setTried(true);
    const all = counted.filter((count) => count !== null);
    if (all.length < goods.length || (throws && !reason.trim())) return;
    const made = entriesOf(all, { way, reason: reason.trim() });
    if (await take(made, query.mend)) route('/app/stall', true);
  }

  /** First what was thrown away, then what was sold without a word, then what is left. */
  function entriesOf(all: Counted[], thrownAs: { way: DiscardWay; reason: string }): NewEntry[] {
    const at = placeText(place);
    const recordedAt = new Date().toISOString();
    const amount = (grams: number) => ({ quantity: grams, unit: 'g' });
    const thrown = all.filter((count) => count.thrown > 0);
    const sold = all.filter(({ rest, as }) => rest > 0 && as === 'sold');
    const made: NewEntry[] = [];
    if (thrown.length > 0) {
      made.push({
        kind: 'stall.discard',
        title: kgOf(sum(thrown.map((count) => count.thrown))),
        path: '/v1/discards',
        body: {
          place,
          lines: thrown.map((count) => ({
            batch: count.goods.code,
            amount: amount(count.thrown),
            ...thrownAs,
          })),
          recordedAt,
        },
        makes: crypto.randomUUID(),
        form: {
          place: at,
          moved: thrown.map((count) => ({ batch: count.goods.code, grams: -count.thrown })),
        },
      });
    }
    for (const { goods: batch, rest } of sold) {
      const form: SaleForm = {
        place: at,
        moved: [{ batch: batch.code, grams: -rest }],
        code: batch.code,
        goods: batch,
        typed: typedKg(rest),
        unit: 'kg',
      };
      made.push({
        kind: 'sale.record',
        title: `${named(batch.crop.names)} ${kgOf(rest)}`,
        path: '/v1/sales',
        body: {
          stallId: place.id,
          lines: [{ batch: batch.code, amount: amount(rest) }],
          recordedAt,
        },
        makes: crypto.randomUUID(),
        form,
      });
    }
    made.push({
      kind: 'stall.count',
      title: kgOf(sum(all.map(({ left }) => left))),
      path: '/v1/stock-counts',
      body: {
        place,
        lines: all.map(({ goods: batch, left }) => ({
          batch: batch.code,
          amount: amount(left),
          reason: words.counted,
        })),
        recordedAt,
      },
      // Counted before they are in the book, they would be taken for missing.
      needs: made.flatMap(({ makes }) => makes ?? []),
      form: {
        place: at,
        moved: all.map(({ goods: batch, rest, as, left, thrown: gone }) => ({
          batch: batch.code,
          grams: as === 'lost' || rest < 0 ? left + gone - batch.grams : 0,
        })),
      },
    });
    return made;
  }

  return (
    <>
      <p>{words.lead}</p>
      <ul class="list">
        {goods.map((batch, index) => (
          <CountItem
            key={batch.code}
            goods={batch}
            count={counts[batch.code]}
            counted={counted[index] ?? null}
            onChange={(count) => setCounts({ ...counts, [batch.code]: count })}
          />
        ))}
      </ul>
      {throws && (
        <section>
          <h2>{words.thrown}</h2>
          <Choice
            label={words.way}
            options={(['compost', 'animal_feed', 'waste'] as const).map((value) => ({
              value,
              text: words.ways[value],
            }))}
            value={way}
            onChange={setWay}
          />
          <Field
            label={say().reason}
            value={reason}
            onInput={setReason}
            maxLength={500}
            wrong={tried && !reason.trim() && say().required}
          />
        </section>
      )}
      {failure && <Wrong>{failure}</Wrong>}
      {tried && counted.includes(null) && <Wrong>{words.amountWrong}</Wrong>}
      <div class="save">
        <Button icon="check" busy={busy} onClick={save}>
          {words.save}
        </Button>
      </div>
    </>
  );
}

function CountItem({
  goods,
  count = { left: '', thrown: '', rest: 'sold' },
  counted,
  onChange,
}: {
  goods: Goods;
  count: Count | undefined;
  counted: Counted | null;
  onChange: (count: Count) => void;
}) {
  const words = sayStall().close;
  const { kg } = say().units;
  return (
    <li class="card">
      <div class="goods">
        <GoodsText goods={goods} />
      </div>
      <div class="pair">
        <Field
          label={`${words.left} (${kg})`}
          value={count.left}
          inputMode="decimal"
          autocomplete="off"
          onInput={(left) => onChange({ ...count, left })}
        />
        <Field
          label={`${words.thrown} (${kg})`}
          value={count.thrown}
          inputMode="decimal"
          autocomplete="off"
          onInput={(thrown) => onChange({ ...count, thrown })}
        />
      </div>
      {counted === null && <Wrong>{words.amountWrong}</Wrong>}
      {counted && counted.rest > 0 && !isBlocked(goods.status) && (
        <Choice
          label={words.restIs(kgOf(counted.rest))}
          options={[
            { value: 'sold', text: words.rests.sold },
            { value: 'lost', text: words.rests.lost },
          ]}
          value={count.rest}
          onChange={(rest) => onChange({ ...count, rest })}
        />
      )}
      {counted && counted.rest < 0 && <p class="soft">{words.found(kgOf(-counted.rest))}</p>}
    </li>
  );
}

/** Null for what is no amount, or more thrown away than there was. */
function countOf(goods: Goods, count: Count | undefined): Counted | null {
  const thrown = gramsIn(count?.thrown ?? '', 0);
  if (thrown === null || thrown > goods.grams) return null;
  const left = gramsIn(count?.left ?? '', goods.grams - thrown);
  if (left === null) return null;
  const rest = goods.grams - thrown - left;
  // What may not be sold was not sold.
  const as = isBlocked(goods.status) ? 'lost' : (count?.rest ?? 'sold');
  return { goods, left, thrown, rest, as };
}

function gramsIn(typed: string, otherwise: number): number | null {
  if (typed.trim() === '') return otherwise;
  const number = numberOf(typed);
  return number === null ? null : Math.round(number * 1000);
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
