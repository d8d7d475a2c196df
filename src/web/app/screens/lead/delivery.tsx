import { useRoute } from 'preact-iso';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { useData } from '../../data/use-data.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, LinkButton } from '../../parts/controls.tsx';
import { DeliveryPapers } from '../../parts/delivery-papers.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Page } from '../../parts/page.tsx';
import { share } from '../../parts/share.ts';
import { kgOf, named, nameOf, shownDay, shownMoment } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { useNetwork } from './morning.tsx';
import type { SendForm } from './send.tsx';

type Note = {
  from: string;
  to: string;
  day: string;
  at: string;
  note: string;
  state: keyof ReturnType<typeof sayLead>['deliveries']['states'];
  lines: { code: string; crop: string; grams: number; short: number }[];
};

/** The delivery's note: what goes with it, to be shown, shared or printed. */
export function DeliveryScreen() {
  const id = useRoute().params.id ?? '';
  const { lists } = useNetwork();
  const entry = ownEntries.value.find((made) => made.id === id);
  const listed = lists.sent.value?.items.find((delivery) => delivery.id === id);
  const isOwn = entry !== undefined && entry.state !== 'sent';
  const data = useData<DeliveryView>(listed || isOwn ? null : `/v1/deliveries/${id}`);
  const network = lists.networks.value?.find((known) => known.id === entryPlace(entry?.form));
  const own = entry && noteOf(entry.form as SendForm, entry.madeAt, network);
  return (
    <Page title={sayLead().delivery.title} back="/app/lead/deliveries">
      {entry && (
        <p class="state">
          <EntryState entry={entry} />
        </p>
      )}
      {listed ? (
        <>
          <NotePaper note={viewed(listed)} />
          <Papers delivery={listed} />
        </>
      ) : own && (isOwn || !data.value) ? (
        <>
          <NotePaper note={own} />
          <ShareNote note={own} />
        </>
      ) : (
        <Shown data={data}>
          {(delivery) => (
            <>
              <NotePaper note={viewed(delivery)} />
              <Papers delivery={delivery} />
            </>
          )}
        </Shown>
      )}
      <LinkButton kind="plain" icon="truck" href="/app/lead/send">
        {sayLead().delivery.another}
      </LinkButton>
    </Page>
  );
}

function NotePaper({ note }: { note: Note }) {
  const words = sayLead().delivery;
  const total = note.lines.reduce((sum, { grams }) => sum + grams, 0);
  return (
    <article class="card paper">
      <dl class="facts">
        <div>
          <dt>{words.from}</dt>
          <dd>{note.from}</dd>
        </div>
        <div>
          <dt>{words.to}</dt>
          <dd>{note.to}</dd>
        </div>
        <div>
          <dt>{words.day}</dt>
          <dd>{note.day}</dd>
        </div>
        <div>
          <dt>{words.state}</dt>
          <dd>{sayLead().deliveries.states[note.state]}</dd>
        </div>
      </dl>
      <ul class="list lines">
        {note.lines.map(({ code, crop, grams, short }) => (
          <li key={code}>
            <b>
              {crop} <span class="amount-text">{kgOf(grams)}</span>
            </b>
            <span class="small-code">{showBatchCode(code)}</span>
            {short > 0 && <span class="wrong">{words.short(kgOf(short))}</span>}
          </li>
        ))}
      </ul>
      <p class="sum">
        <span>{sayMarket().total}</span>
        <span>{kgOf(total)}</span>
      </p>
      {note.note && <p>{note.note}</p>}
      <p class="soft">{words.sentAt(note.at)}</p>
    </article>
  );
}

/** Before the service knows of it, there is what the phone knows. */
function ShareNote({ note }: { note: Note }) {
  const words = sayLead().delivery;
  return (
    <>
      <Button kind="plain" icon="share" onClick={() => shareNote(textOf(note))}>
        {words.share}
      </Button>
      <Button kind="plain" icon="print" onClick={() => print()}>
        {words.print}
      </Button>
    </>
  );
}

/** What is signed and filed; made by the service. */
const Papers = ({ delivery }: { delivery: DeliveryView }) => (
  <section>
    <h2>{say().papers.title}</h2>
    <DeliveryPapers delivery={delivery} />
  </section>
);

/** Where a page cannot share, it can be printed. */
const shareNote = async (text: string) => {
  if (!(await share({ text }))) print();
};

const textOf = ({ from, to, day, lines }: Note) =>
  [
    sayLead().delivery.title,
    `${from} → ${to}`,
    day,
    ...lines.map(({ crop, grams, code }) => `${crop} ${kgOf(grams)} ${showBatchCode(code)}`),
  ].join('\n');

const viewed = ({
  from,
  to,
  deliverOn,
  dispatchedAt,
  note,
  status,
  lines,
}: DeliveryView): Note => ({
  from: named(from.names),
  to: named(to.names),
  day: shownDay(deliverOn),
  at: shownMoment(dispatchedAt),
  note: note ?? '',
  state: status,
  lines: lines.map(({ batch, crop, sentGrams, rejectedGrams, missingGrams }) => ({
    code: batch,
    crop: named(crop),
    grams: sentGrams,
    short: (rejectedGrams ?? 0) + (missingGrams ?? 0),
  })),
});

const noteOf = (
  { to, deliverOn, lines, note }: SendForm,
  madeAt: string,
  network: { nameTh: string; nameEn: string } | undefined,
): Note => ({
  from: network ? nameOf(network) : '',
  to: nameOf(to),
  day: shownDay(deliverOn),
  at: shownMoment(madeAt),
  note,
  state: 'in_transit',
  lines: lines.map(({ goods, grams }) => ({
    code: goods.code,
    crop: named(goods.crop.names),
    grams,
    short: 0,
  })),
});

const entryPlace = (form: unknown): string | undefined =>
  (form as SendForm | null)?.place?.split('/')[1];
