import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Unit } from '../../../../domain/quantities.ts';
import type { Entry, NewEntry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Button, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named, shownAmount } from '../../parts/shown.ts';
import { sayStall } from '../../words/stall.ts';
import { type Crop, type Goods, gramsOf, type Moved, unitsFor } from '../market/goods.ts';
import { useEntry } from '../market/use-entry.ts';
import { useStall } from './morning.tsx';

/** Kept with a sale, so that it can be opened again. */
export type SaleForm = Moved & { code: string; goods: Goods; typed: string; unit: Unit };

/** A sale with one number. */
export function Sell({
  goods,
  crop,
  mend,
  next,
}: {
  goods: Goods;
  crop: Crop | undefined;
  /** Entry that was refused. */
  mend: string | undefined;
  /** Where the next customer is served. */
  next: string;
}) {
  const words = sayStall();
  const { route } = useLocation();
  const { place } = useStall();
  const { take, busy, failure } = useEntry();
  const refused = ownEntries.value.find(({ id, state }) => id === mend && state === 'refused');
  const before = refused ? (refused.form as SaleForm) : null;
  const units = unitsFor(crop);
  const [typed, setTyped] = useState(before?.typed ?? '');
  const [unit, setUnit] = useState<Unit>(before?.unit ?? lastUnit(goods.crop.id, units));
  const [tried, setTried] = useState(false);

  const quantity = amountOf(typed);
  const grams = quantity === null ? 0 : gramsOf(quantity, unit, units);
  const here = Math.min(goods.grams, bookGrams(refused));
  const isMore = grams > here;

  async function sell() {
    setTried(true);
    // More than the book has here is not sold by a slip of the finger: see below.
    if (quantity === null || isMore) return;
    await save(quantity, []);
  }

  async function save(amount: number, first: NewEntry[], needs: string[] = []) {
    const form: SaleForm = {
      place: `stall/${place.id}`,
      moved: [{ batch: goods.code, grams: -grams }],
      code: goods.code,
      goods,
      typed,
      unit,
    };
    const sale: NewEntry = {
      kind: 'sale.record',
      title: `${named(goods.crop.names)} ${shownAmount({ quantity: amount, unit, grams })}`,
      path: '/v1/sales',
      body: {
        stallId: place.id,
        lines: [{ batch: goods.code, amount: { quantity: amount, unit } }],
        recordedAt: new Date().toISOString(),
      },
      needs: [...waitsFor(goods.code), ...needs],
      form,
    };
    // The mended sale keeps its place, so what it needs is taken before it.
    for (const entry of first) if (!(await take([entry]))) return;
    if (await take([sale], refused?.id)) route(next, true);
  }

  /** The shelf had more than the book: the difference is counted, with its reason, and then sold. */
  function sellMore() {
    if (quantity === null) return;
    const token = crypto.randomUUID();
    const count: NewEntry = {
      kind: 'stall.count',
      title: named(goods.crop.names),
      path: '/v1/stock-counts',
      body: {
        place,
        lines: [
          {
            batch: goods.code,
            amount: { quantity: grams, unit: 'g' },
            reason: words.more.reason,
          },
        ],
        recordedAt: new Date().toISOString(),
      },
      makes: token,
      needs: waitsFor(goods.code),
      form: {
        place: `stall/${place.id}`,
        moved: [{ batch: goods.code, grams: grams - here }],
      },
    };
    void save(quantity, [count], [token]);
  }

  return (
    <>
      {refused?.state === 'refused' && <Refusal of={refused.problem} />}
      <Keypad value={typed} onChange={setTyped} unit={unit} units={units} onUnit={setUnit} />
      {tried && quantity === null && <Wrong>{words.noAmount}</Wrong>}
      {failure && <Wrong>{failure}</Wrong>}
      {tried && quantity !== null && isMore ? (
        <div class="card" role="alert">
          <h2>{words.more.title(kgOf(here))}</h2>
          <p>{words.more.text}</p>
          <Button kind="plain" busy={busy} onClick={sellMore}>
            {words.more.really(kgOf(grams))}
          </Button>
        </div>
      ) : (
        <div class="save">
          <Button icon="check" busy={busy} onClick={sell}>
            {words.sell}
          </Button>
        </div>
      )}
    </>
  );
}

/** What the service said was here when it refused to sell more. */
function bookGrams(entry: Entry | undefined): number {
  if (entry?.state !== 'refused' || entry.problem === 'withdrawn-before') return Infinity;
  const { availableGrams } = entry.problem as { availableGrams?: number };
  return availableGrams ?? Infinity;
}

/** A batch that this phone has received but not sent is not sold before the service has it. */
function waitsFor(code: string): string[] {
  return ownEntries.value
    .filter(({ kind, state, form }) => {
      const { moved = [] } = (form ?? {}) as Partial<Moved>;
      return (
        kind === 'stall.receive' && state !== 'sent' && moved.some(({ batch }) => batch === code)
      );
    })
    .flatMap(({ makes }) => makes ?? []);
}

/** The unit in which the crop was sold the last time. */
function lastUnit(cropId: string | null, units: readonly { unit: Unit }[]): Unit {
  const last = ownEntries.value.find(
    (entry: Entry) =>
      entry.kind === 'sale.record' && (entry.form as SaleForm).goods.crop.id === cropId,
  );
  const unit = (last?.form as SaleForm | undefined)?.unit;
  return units.some((known) => known.unit === unit) ? unit! : 'kg';
}
