import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import { addDays } from '../../../../domain/dates.ts';
import { LABEL_PAPERS } from '../../../../domain/label-papers.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Choice } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { today } from '../../parts/shown.ts';
import { online } from '../../session/session.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { isBlocked } from '../market/answer.tsx';
import { GoodsText } from '../market/goods-row.tsx';
import { LabelPaperFields, useLabelPaper } from './label-paper.tsx';
import { useNetwork } from './morning.tsx';
import { type Paper, PaperButtons } from './paper.tsx';

const COPIES = ['1', '2', '4', '8', '12', '24'] as const;
type Copies = (typeof COPIES)[number];

/** Labels of the batches that are ticked, in one paper. */
export function LabelsScreen() {
  const words = sayLead().labels;
  const { query } = useRoute();
  const { lists, goods } = useNetwork();
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(query.code ? [query.code] : []),
  );
  const [copies, setCopies] = useState<Copies>('1');
  const [packed, setPacked] = useState<'today' | 'yesterday'>('today');
  const paper = useLabelPaper('a4-24');
  const free = goods.filter(({ status }) => !isBlocked(status));
  const chosen = free.filter(({ code }) => picked.has(code));
  const [first] = chosen;
  const count = chosen.length * Number(copies);
  const packedOn = packed === 'today' ? today() : addDays(today(), -1);
  const asked = `size=${paper.size}&packedOn=${packedOn}`;
  const preview = first && `/v1/batches/${first.code}/label.svg?${asked}`;
  const codes = chosen.map(({ code }) => code).join(',');
  const file: Paper | null =
    first && paper.start !== null
      ? {
          path: `/v1/labels.pdf?codes=${codes}&${asked}&start=${paper.start}&copies=${copies}`,
          name: 'tonnam-labels.pdf',
        }
      : null;
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
        options={COPIES.map((each) => ({ value: each, text: each }))}
        value={copies}
        onChange={setCopies}
      />
      <Choice
        label={words.packed}
        options={[
          { value: 'today', text: say().today },
          { value: 'yesterday', text: say().yesterday },
        ]}
        value={packed}
        onChange={setPacked}
      />
      <LabelPaperFields paper={paper} labels={count} />
      {!online.value && <p class="note">{sayMarket().needsSignal}</p>}
      {first && online.value && (
        <img
          key={preview}
          class="label-preview"
          src={preview}
          // Of a label that is refused there is nothing to see; why is said when it is made.
          onError={({ currentTarget }) => {
            currentTarget.hidden = true;
          }}
          alt={words.preview(showBatchCode(first.code))}
          width={LABEL_PAPERS[paper.size].width}
          height={LABEL_PAPERS[paper.size].height}
        />
      )}
      <PaperButtons paper={file} make={words.make(count)} />
      {chosen.length === 0 && <p class="soft">{words.none}</p>}
    </Page>
  );
}
