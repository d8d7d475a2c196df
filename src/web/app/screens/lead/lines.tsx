import { useState } from 'preact/hooks';
import type { Unit } from '../../../../domain/quantities.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Scanner } from '../../parts/scanner.tsx';
import { kgOf, named, shownAmount } from '../../parts/shown.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { isBlocked } from '../market/answer.tsx';
import { type Goods, gramsOf, typedKg, unitsFor } from '../market/goods.ts';
import { GoodsText } from '../market/goods-row.tsx';
import { useNetwork } from './morning.tsx';

/** Goods of a batch that are sent or mixed, with how much of it. */
export type Line = { goods: Goods; typed: string; unit: Unit };

export const wholeOf = (goods: Goods): Line => ({
  goods,
  typed: typedKg(goods.grams),
  unit: 'kg',
});

/** What the lines weigh; no grams where there is no amount. */
export function useWeights(lines: readonly Line[]) {
  const { cropOf } = useNetwork();
  const weighed = lines.map((line) => {
    const quantity = amountOf(line.typed);
    const units = unitsFor(cropOf(line.goods.crop.id));
    return { ...line, units, grams: quantity === null ? 0 : gramsOf(quantity, line.unit, units) };
  });
  return { weighed, total: weighed.reduce((sum, { grams }) => sum + grams, 0) };
}

/** For the body of a command. */
export const lineBody = ({ goods, typed, unit }: Line) => ({
  batch: goods.code,
  amount: { quantity: amountOf(typed)!, unit },
});

/** Batches by scan or tap, each with an amount. */
export function GoodsLines({
  title,
  lines,
  onChange,
  amount,
  unfit,
}: {
  title: string;
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  /** What is done with an amount, as the button to change it says. */
  amount: (amount: string) => string;
  /** Why a batch cannot be added, as far as it is for the screen to say. */
  unfit?: (goods: Goods) => string | null;
}) {
  const words = sayLead().send;
  const { lists, goods } = useNetwork();
  const { weighed } = useWeights(lines);
  const [open, setOpen] = useState<string | null>(null);
  const [scanning, setScanning] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const whyNot = (batch: Goods) =>
    isBlocked(batch.status) ? words.blocked(named(batch.crop.names)) : (unfit?.(batch) ?? null);
  const others = goods.filter(
    (batch) => whyNot(batch) === null && !lines.some((line) => line.goods.code === batch.code),
  );
  const set = (code: string, change: Partial<Line>) =>
    onChange(lines.map((line) => (line.goods.code === code ? { ...line, ...change } : line)));

  function add(code: string) {
    const found = goods.find((batch) => batch.code === code);
    setSaid(found ? whyNot(found) : words.notHere);
    if (!found || whyNot(found) !== null) return;
    if (!lines.some((line) => line.goods.code === code)) onChange([...lines, wholeOf(found)]);
  }

  return (
    <section>
      <h2>{title}</h2>
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
            {line.goods.code === open ? (
              <>
                <Keypad
                  value={line.typed}
                  onChange={(typed) => set(line.goods.code, { typed })}
                  unit={line.unit}
                  units={line.units}
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
                    onChange(lines.filter(({ goods: batch }) => batch.code !== line.goods.code));
                    setOpen(null);
                  }}
                >
                  {words.remove}
                </Button>
              </>
            ) : (
              <Button kind="plain" icon="pencil" onClick={() => setOpen(line.goods.code)}>
                {line.grams > 0
                  ? amount(
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
  );
}
