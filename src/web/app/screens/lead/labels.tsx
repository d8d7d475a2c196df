import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { Shown } from '../../parts/as-of.tsx';
import { Choice } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { online } from '../../session/session.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { isBlocked } from '../market/answer.tsx';
import { GoodsText } from '../market/goods-row.tsx';
import { useNetwork } from './morning.tsx';
import { type Paper, PaperButtons } from './paper.tsx';

const COPIES = ['1', '4', '8'] as const;
type Copies = (typeof COPIES)[number];

/** Labels of the batches that are ticked, in one paper. */
export function LabelsScreen() {
  const words = sayLead().labels;
  const { query } = useRoute();
  const { lists, goods } = useNetwork();
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(query.code ? [query.code] : []),
  );
  const [onSheet, setOnSheet] = useState<'sheet' | 'roll'>('sheet');
  const [copies, setCopies] = useState<Copies>('1');
  const free = goods.filter(({ status }) => !isBlocked(status));
  const chosen = free.filter(({ code }) => picked.has(code));
  const paper: Paper | null =
    chosen.length === 0
      ? null
      : {
          path: `/v1/labels.pdf?codes=${chosen.map(({ code }) => code).join(',')}&sheet=${onSheet === 'sheet'}&copies=${copies}`,
          name: 'tonnam-labels.pdf',
        };
  const toggle = (code: string) => {
    const next = new Set(picked);
    if (!next.delete(code)) next.add(code);
    setPicked(next);
  };
  return (
    <Page title={words.title} back="/app/lead">
      <p>{words.lead}</p>
      <Shown data={lists.held}>
        {() => (
          <ul class="list">
            {free.map((batch) => (
              <li key={batch.code}>
                <label class="card pick">
                  <input
                    type="checkbox"
                    checked={picked.has(batch.code)}
                    onChange={() => toggle(batch.code)}
                  />
                  <GoodsText goods={batch} />
                </label>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {free.length === 0 && <p>{sayLead().nothing}</p>}
      <Choice
        label={words.copies}
        options={COPIES.map((count) => ({ value: count, text: count }))}
        value={copies}
        onChange={setCopies}
      />
      <Choice
        label={words.paper}
        options={[
          { value: 'sheet', text: words.sheet },
          { value: 'roll', text: words.roll },
        ]}
        value={onSheet}
        onChange={setOnSheet}
      />
      {!online.value && <p class="note">{sayMarket().needsSignal}</p>}
      <PaperButtons paper={paper} make={words.make(chosen.length * Number(copies))} />
      {!paper && <p class="soft">{words.none}</p>}
    </Page>
  );
}
