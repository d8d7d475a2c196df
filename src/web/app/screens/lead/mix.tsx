import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { makeBatchCode } from '../../../../domain/batch-code.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { BatchCode } from '../../parts/batch-code.tsx';
import { LinkButton } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { type GoodsForm, GoodsFormEnd, useGoodsForm } from './goods-form.tsx';
import { GoodsLines, lineBody } from './lines.tsx';

type MixForm = GoodsForm & { code: string };

/** Goods of several batches into one crate: which, how much of each, and the new batch has its code. */
export function MixScreen() {
  const words = sayLead().mix;
  const { query } = useRoute();
  const [taken, setTaken] = useState<string | null>(null);
  const entry = ownEntries.value.find(({ id }) => id === taken);
  return (
    <Page title={words.title} back="/app/lead">
      {entry ? <Mixed entry={entry} /> : <MixFields key={query.mend} onTaken={setTaken} />}
    </Page>
  );
}

function MixFields({ onTaken }: { onTaken: (id: string) => void }) {
  const words = sayLead().mix;
  const goods = useGoodsForm<MixForm>();
  const { place, mended, lines, total } = goods;
  const crop = lines[0]?.goods.crop;

  async function mix() {
    goods.setTried(true);
    if (lines.length < 2 || !goods.isWeighed || !crop) return;
    const code = makeBatchCode(crypto.getRandomValues(new Uint8Array(9)));
    const form: MixForm = { ...goods.form, code };
    const made = await goods.take(
      [
        {
          kind: 'batch.mix',
          title: `${named(crop.names)} ${kgOf(total)}`,
          path: '/v1/mixes',
          body: {
            code,
            place,
            inputs: lines.map(lineBody),
            note: form.note || null,
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
        onChange={goods.setLines}
        amount={words.takes}
        unfit={(batch) => (crop && batch.crop.id !== crop.id ? words.otherCrop : null)}
      />
      <GoodsFormEnd
        of={goods}
        tooFew={lines.length < 2 && words.two}
        icon="mix"
        save={words.save}
        onSave={mix}
      />
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
