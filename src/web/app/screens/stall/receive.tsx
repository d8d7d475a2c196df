import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { BatchStatus } from '../../../../domain/batch/state.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import { useData } from '../../data/use-data.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { type Photo, referencesTo, withoutPictures } from '../../outbox/photos.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Done, Field, LinkButton, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { numberOf } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayStall } from '../../words/stall.ts';
import { NotTaken } from '../correct/not-taken.tsx';
import { isBlocked } from '../market/answer.tsx';
import { type Moved, placeText, receivedId } from '../market/goods.ts';
import { GoodsText } from '../market/goods-row.tsx';
import { useEntry } from '../market/use-entry.ts';
import { useStall } from './morning.tsx';

type Line = DeliveryView['lines'][number];
/** What is not as the note says. */
type Short = {
  typed: string;
  kind: 'missing' | 'rejected';
  reason: string;
  /** Left out in forms from before they could be taken here. */
  photos?: Photo[];
};
type Shorts = Partial<Record<string, Short>>;
type Form = Moved & { id: string; shorts: Shorts };

/** A delivery to the stall: all of it with one tap, or line by line what lacks. */
export function ReceiveScreen() {
  const words = sayStall();
  const { params, query } = useRoute();
  const { lists } = useStall();
  const id = params.id ?? '';
  const listed = lists.arriving.value?.find((delivery) => delivery.id === id);
  const data = useData<DeliveryView>(listed ? null : `/v1/deliveries/${id}`);
  const mended = ownEntries.value.find((entry) => entry.id === query.mend);
  const entry = ownEntries.value.find((made) => receivedId(made) === id && made !== mended);
  const show = (delivery: DeliveryView) =>
    entry || delivery.status !== 'in_transit' ? (
      <>
        <Done>{words.received}</Done>
        {entry && <EntryState entry={entry} />}
        {delivery.status === 'received' && (
          <ul class="list">
            {delivery.lines.map((line) => (
              <li key={line.batch} class="card">
                <b>
                  {named(line.crop)} {kgOf(line.acceptedGrams ?? 0)}
                </b>
                <NotTaken line={line} deliveryId={id} />
                <LinkButton
                  kind="plain"
                  icon="pencil"
                  href={`/app/stall/b/${line.batch}/correct?delivery=${id}`}
                >
                  {sayCorrect().link}
                </LinkButton>
              </li>
            ))}
          </ul>
        )}
        <LinkButton href="/app/stall">{say().home}</LinkButton>
      </>
    ) : (
      <Lines delivery={delivery} mend={query.mend} before={(mended?.form as Form)?.shorts ?? {}} />
    );
  return (
    <Page title={words.receive} back="/app/stall">
      {listed ? show(listed) : <Shown data={data}>{show}</Shown>}
    </Page>
  );
}

function Lines({
  delivery,
  before,
  mend,
}: {
  delivery: DeliveryView;
  before: Shorts;
  mend: string | undefined;
}) {
  const words = sayStall();
  const { route } = useLocation();
  const { place } = useStall();
  const { take, busy, failure } = useEntry();
  const [shorts, setShorts] = useState<Shorts>(before);
  const [tried, setTried] = useState(false);
  const lines = delivery.lines.filter(({ status }) => status === 'in_transit');
  const set = (code: string, short: Short | undefined) => setShorts({ ...shorts, [code]: short });
  const isComplete = Object.values(shorts).every((short) => short === undefined);

  async function save() {
    setTried(true);
    const stated = lines.map((line) => stateOf(line, shorts[line.batch]));
    if (stated.some((line) => line === null)) return;
    const form: Form = {
      place: placeText(place),
      moved: stated.map((line) => ({ batch: line!.batch, grams: line!.acceptedGrams })),
      id: delivery.id,
      shorts: Object.fromEntries(
        Object.entries(shorts).map(([code, short]) => [
          code,
          short && { ...short, photos: withoutPictures(short.photos ?? []) },
        ]),
      ),
    };
    const grams = form.moved.reduce((sum, moved) => sum + moved.grams, 0);
    const taken = await take(
      [
        {
          kind: 'stall.receive',
          title: `${named(delivery.from.names)} ${kgOf(grams)}`,
          path: `/v1/deliveries/${delivery.id}/receipt`,
          body: { lines: stated, recordedAt: new Date().toISOString() },
          makes: `receipt:${delivery.id}`,
          form,
          photos: Object.values(shorts).flatMap((short) => short?.photos ?? []),
        },
      ],
      mend,
    );
    if (taken) route('/app/stall', true);
  }

  return (
    <>
      <p>
        {words.from} <b>{named(delivery.from.names)}</b>
      </p>
      <ul class="list">
        {lines.map((line) => (
          <LineItem
            key={line.batch}
            line={line}
            short={shorts[line.batch]}
            tried={tried}
            onChange={(short) => set(line.batch, short)}
          />
        ))}
      </ul>
      {failure && <Wrong>{failure}</Wrong>}
      <div class="save">
        <Button icon="check" busy={busy || isPreparing.value} onClick={save}>
          {isComplete ? words.allComplete : words.saveReceipt}
        </Button>
      </div>
    </>
  );
}

function LineItem({
  line,
  short,
  tried,
  onChange,
}: {
  line: Line;
  short: Short | undefined;
  tried: boolean;
  onChange: (short: Short | undefined) => void;
}) {
  const words = sayStall();
  const status = line.batchStatus as BatchStatus;
  const goods = {
    shownCode: line.shownCode,
    crop: { id: null, names: line.crop },
    status,
    grams: line.sentGrams,
  };
  return (
    <li class="card">
      <div class="goods">
        <GoodsText goods={goods} />
      </div>
      {isBlocked(status) && <Wrong>{words.blockedLine}</Wrong>}
      {short ? (
        <>
          <div class="with-unit">
            <Field
              label={words.accepted}
              value={short.typed}
              inputMode="decimal"
              autocomplete="off"
              onInput={(typed) => onChange({ ...short, typed })}
              wrong={tried && !stateOf(line, short) && words.acceptedWrong(kgOf(line.sentGrams))}
            />
            <span>{say().units.kg}</span>
          </div>
          <Choice
            label={words.rest}
            options={[
              { value: 'missing', text: words.missing },
              { value: 'rejected', text: words.rejected },
            ]}
            value={short.kind}
            onChange={(kind) => onChange({ ...short, kind, reason: words.reasons[kind] })}
          />
          <Field
            label={say().reason}
            value={short.reason}
            maxLength={500}
            onInput={(reason) => onChange({ ...short, reason })}
            wrong={tried && !short.reason.trim() && say().required}
          />
          {short.kind === 'rejected' && (
            <PhotoField
              label={say().photo.take}
              photos={short.photos ?? []}
              onChange={(photos) => onChange({ ...short, photos })}
            />
          )}
          <Button kind="plain" onClick={() => onChange(undefined)}>
            {words.complete}
          </Button>
        </>
      ) : (
        <Button
          kind="plain"
          onClick={() => onChange({ typed: '', kind: 'missing', reason: words.reasons.missing })}
        >
          {words.notComplete}
        </Button>
      )}
    </li>
  );
}

/** A line of the receipt; null while it does not add up. */
function stateOf({ batch, sentGrams }: Line, short: Short | undefined) {
  const all = { batch, acceptedGrams: sentGrams, rejected: null, missing: null };
  if (!short) return all;
  const number = numberOf(short.typed);
  if (number === null) return null;
  const acceptedGrams = Math.round(number * 1000);
  const grams = sentGrams - acceptedGrams;
  const reason = short.reason.trim();
  if (grams < 0 || !reason) return null;
  if (grams === 0) return all;
  const photos = short.kind === 'rejected' ? referencesTo(short.photos ?? []) : {};
  return { ...all, acceptedGrams, [short.kind]: { grams, reason, remedy: 'return', ...photos } };
}
