import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { ownEntries } from '../../outbox/outbox.ts';
import { Button, Field, Wrong } from '../../parts/controls.tsx';
import type { IconName } from '../../parts/icons.tsx';
import { kgOf } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { type Moved, placeText } from '../market/goods.ts';
import { useEntry } from '../market/use-entry.ts';
import { type Line, useWeights, wholeOf } from './lines.tsx';
import { useNetwork } from './morning.tsx';

/** What the form of an entry about goods of the network's store holds. */
export type GoodsForm = Moved & { lines: (Line & { grams: number })[]; note: string };

/** A form about goods of the network's store, as it was where one that was refused is mended. */
export function useGoodsForm<F extends GoodsForm>() {
  const { query } = useRoute();
  const { place, goods } = useNetwork();
  const mended = ownEntries.value.find(({ id }) => id === query.mend);
  const before = mended?.form as F | undefined;
  const [chosen, setLines] = useState<Line[] | null>(before?.lines ?? null);
  // The batch that one comes from, as soon as it is known.
  const first = goods.find(({ code }) => code === query.code);
  const lines = chosen ?? (first ? [wholeOf(first)] : []);
  const [note, setNote] = useState(before?.note ?? '');
  const [tried, setTried] = useState(false);
  const { weighed, total } = useWeights(lines);
  const form: GoodsForm = {
    place: placeText(place),
    moved: weighed.map(({ goods: { code }, grams }) => ({ batch: code, grams: -grams })),
    lines: weighed,
    note: note.trim(),
  };
  const isWeighed = weighed.every(({ grams }) => grams > 0);
  return {
    ...useEntry(),
    ...{ place, mended, before, form, total, isWeighed },
    ...{ lines, setLines, note, setNote, tried, setTried },
  };
}

/** The end of such a form: what else there is to say, what is wrong, the sum, and the button that saves. */
export function GoodsFormEnd({
  of: { lines, note, setNote, tried, isWeighed, total, busy, failure },
  more,
  tooFew,
  icon,
  save,
  onSave,
}: {
  of: ReturnType<typeof useGoodsForm>;
  more?: ComponentChildren;
  /** What is said of too few batches. */
  tooFew: string | false;
  icon: IconName;
  save: string;
  onSave: () => unknown;
}) {
  const words = sayLead();
  return (
    <>
      <details>
        <summary>{say().more}</summary>
        {more}
        <Field label={words.send.note} value={note} maxLength={500} onInput={setNote} />
      </details>
      {tried && tooFew && <Wrong>{tooFew}</Wrong>}
      {tried && !tooFew && !isWeighed && <Wrong>{words.send.amountFirst}</Wrong>}
      {failure && <Wrong>{failure}</Wrong>}
      <div class="save">
        <p class="sum">
          <span>
            {sayMarket().total} {sayMarket().entries(lines.length)}
          </span>
          <span>{kgOf(total)}</span>
        </p>
        <Button icon={icon} busy={busy} onClick={onSave}>
          {save}
        </Button>
      </div>
    </>
  );
}
