import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { makeBatchCode } from '../../../../domain/batch-code.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { BatchCode } from '../../parts/batch-code.tsx';
import { Button, Field, LinkButton, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { type Moved, placeText } from '../market/goods.ts';
import { useEntry } from '../market/use-entry.ts';
import { GoodsLines, type Line, lineBody, useWeights, wholeOf } from './lines.tsx';
import { useNetwork } from './morning.tsx';

type MixForm = Moved & { code: string; lines: Line[]; note: string };

/** Goods of several batches into one crate: which, how much of each, and the new batch has its code. */
export function MixScreen() {
  const words = sayLead().mix;
  const { query } = useRoute();
  const [taken, setTaken] = useState<string | null>(null);
  const entry = ownEntries.value.find(({ id }) => id === taken);
  return (
    <Page title={words.title} back="/app/lead">
      {entry ? (
        <Mixed entry={entry} />
      ) : (
        <MixFields key={query.mend} mend={query.mend} first={query.code} onTaken={setTaken} />
      )}
    </Page>
  );
}

function MixFields({
  mend,
  first,
  onTaken,
}: {
  mend: string | undefined;
  first: string | undefined;
  onTaken: (id: string) => void;
}) {
  const words = sayLead().mix;
  const { place, goods } = useNetwork();
  const { take, busy, failure } = useEntry();
  const mended = ownEntries.value.find(({ id }) => id === mend);
  const before = mended?.form as MixForm | undefined;
  const begun = goods.find(({ code }) => code === first);
  const [chosen, setLines] = useState<Line[] | null>(before?.lines ?? null);
  const lines = chosen ?? (begun ? [wholeOf(begun)] : []);
  const [note, setNote] = useState(before?.note ?? '');
  const [tried, setTried] = useState(false);
  const { weighed, total } = useWeights(lines);
  const crop = lines[0]?.goods.crop;
  const lacking = lines.length < 2 || weighed.some(({ grams }) => grams === 0);

  async function mix() {
    setTried(true);
    if (lacking || !crop) return;
    const code = makeBatchCode(crypto.getRandomValues(new Uint8Array(9)));
    const form: MixForm = {
      code,
      place: placeText(place),
      moved: weighed.map(({ goods: batch, grams }) => ({ batch: batch.code, grams: -grams })),
      lines,
      note: note.trim(),
    };
    const made = await take(
      [
        {
          kind: 'batch.mix',
          title: `${named(crop.names)} ${kgOf(total)}`,
          path: '/v1/mixes',
          body: {
            code,
            place,
            inputs: lines.map(lineBody),
            note: note.trim() || null,
            recordedAt: new Date().toISOString(),
          },
          makes: code,
          needs: lines.map((line) => line.goods.code),
          form,
        },
      ],
      mended?.id,
    );
    if (made) onTaken(made[0]!.id);
  }

  return (
    <>
      {mended?.state === 'refused' && <Refusal of={mended.problem} />}
      <p class="soft">{words.lead}</p>
      <GoodsLines
        title={words.goods}
        lines={lines}
        onChange={setLines}
        amount={words.takes}
        unfit={(batch) => (crop && batch.crop.id !== crop.id ? words.otherCrop : null)}
      />
      <details>
        <summary>{say().more}</summary>
        <Field label={words.note} value={note} maxLength={500} onInput={setNote} />
      </details>
      {tried && lines.length < 2 && <Wrong>{words.two}</Wrong>}
      {tried && lines.length >= 2 && lacking && <Wrong>{sayLead().send.amountFirst}</Wrong>}
      {failure && <Wrong>{failure}</Wrong>}
      <div class="save">
        <p class="sum">
          <span>
            {sayMarket().total} {sayMarket().entries(lines.length)}
          </span>
          <span>{kgOf(total)}</span>
        </p>
        <Button icon="mix" busy={busy} onClick={mix}>
          {words.save}
        </Button>
      </div>
    </>
  );
}

/** The new batch's code, to be put on the crate. */
function Mixed({ entry }: { entry: Entry }) {
  const words = sayLead().mix;
  const sent = entry.state === 'sent' ? entry.receipt.entries[0]?.batch : undefined;
  const code = sent ?? (entry.form as MixForm).code;
  return (
    <>
      <p class="card last">
        <b>{entry.title}</b>
        <EntryState entry={entry} />
      </p>
      <BatchCode code={code} label={words.code(code)} />
      <p class="soft">{words.stick}</p>
      {entry.state === 'sent' && (
        <>
          <LinkButton icon="print" href={`/app/lead/labels?code=${code}`}>
            {sayLead().labels.title}
          </LinkButton>
          <LinkButton kind="plain" icon="truck" href={`/app/lead/send?code=${code}`}>
            {sayLead().send.this}
          </LinkButton>
        </>
      )}
      {entry.state === 'refused' && (
        <LinkButton href={`/app/lead/mix?mend=${entry.id}`}>{say().outbox.mend}</LinkButton>
      )}
    </>
  );
}
