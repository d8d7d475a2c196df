import { useRoute } from 'preact-iso';
import { parseBatchCode, showBatchCode } from '../../../../domain/batch-code.ts';
import { dayOf, timeOf } from '../../../../domain/dates.ts';
import type { Amount } from '../../../../domain/quantities.ts';
import type { BatchDetail, BatchSummary } from '../../../../wire/batches.ts';
import type { Entry } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { BatchCode } from '../../parts/batch-code.tsx';
import { BatchPhotos, hasPhotos } from '../../parts/batch-photos.tsx';
import { LinkButton, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Page } from '../../parts/page.tsx';
import { Picture } from '../../parts/photo-field.tsx';
import { named, nameOf, shownAmount, shownDay, shownHarvest } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { session } from '../../session/session.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { NotHere } from '../not-here.tsx';
import { codeOf, formOf, harvestEntries, useBatch, useOwnBatches, usePlots } from './own.ts';
import { standing } from './standing.ts';
import { WhereItWent } from './where-it-went.tsx';

/** A harvest of one's own: what it is, how it stands, where it went. */
export default function BatchScreen() {
  const code = parseBatchCode(useRoute().params.code ?? '');
  const entry =
    harvestEntries().find((made) => codeOf(made) === code) ??
    harvestEntries().find((made) => formOf(made).code === code);
  // The service knows nothing of it before it is sent.
  const isSent = !entry || (entry.state === 'sent' && codeOf(entry) === code);
  const data = useBatch(isSent ? code : null);
  const summary = useOwnBatches().value?.items.find((batch) => batch.code === code);
  if (!code) return <NotHere />;
  // Its label was good no more: the address that the form led to is not where it is.
  if (entry && codeOf(entry) !== code) return <Moved entry={entry} />;
  const brief = entry ? briefOf(entry) : summary && briefOfSummary(summary);
  if (brief && data.value === null && data.state !== 'refused') {
    return <Brief code={code} brief={brief} entry={entry} />;
  }
  return (
    <Page
      title={data.value ? named(data.value.crop.names) : sayFarmer().batch.code}
      back="/app/farmer"
    >
      <Shown data={data}>{(batch) => <Known batch={batch} entry={entry} />}</Shown>
    </Page>
  );
}

function Moved({ entry }: { entry: Entry }) {
  const code = codeOf(entry);
  return (
    <Page title={nameOf(formOf(entry).crop)} back="/app/farmer">
      <LabelNote entry={entry} />
      <p class="big-state">
        <EntryState entry={entry} />
      </p>
      <BatchCode code={code} label={sayFarmer().batch.qr(code)} />
      <LinkButton href={`/app/farmer/batches/${code}`}>{sayFarmer().rollLabel.goOn}</LinkButton>
    </Page>
  );
}

/** Says that the label on the crate is not that of the batch, and why. */
function LabelNote({ entry }: { entry: Entry | undefined }) {
  const label = entry?.state === 'sent' && entry.receipt.label;
  if (!label || label.outcome === 'claimed') return null;
  const words = sayFarmer().rollLabel;
  return (
    <Wrong>
      {words.outcomes[label.outcome](showBatchCode(label.code))}{' '}
      {words.newCode(showBatchCode(codeOf(entry)))}
    </Wrong>
  );
}

/** As much as the phone knows without having fetched the batch itself. */
type BriefView = {
  crop: { nameTh: string; nameEn: string };
  amount: Pick<Amount, 'quantity' | 'unit' | 'grams'>;
  harvestedOn: string;
  harvestedTime?: string | null;
  standing: ReturnType<typeof standing> | null;
};

function briefOf(entry: Entry): BriefView {
  const { crop, amount, grams, harvestedOn, harvestedTime: said } = formOf(entry);
  // As the service will have it.
  const harvestedTime = said ?? (dayOf(entry.madeAt) === harvestedOn ? timeOf(entry.madeAt) : null);
  return { crop, amount: { ...amount, grams }, harvestedOn, harvestedTime, standing: null };
}

const briefOfSummary = (summary: BatchSummary): BriefView => ({
  crop: { nameTh: summary.crop.names.th, nameEn: summary.crop.names.en },
  amount: summary.harvested,
  harvestedOn: summary.harvestedOn,
  harvestedTime: summary.harvestedTime,
  standing: standing(summary),
});

function Brief({
  code,
  brief,
  entry,
}: {
  code: string;
  brief: BriefView;
  entry: Entry | undefined;
}) {
  const words = sayFarmer().batch;
  return (
    <Page title={nameOf(brief.crop)} back="/app/farmer">
      <LabelNote entry={entry} />
      <p class="big-state">
        {brief.standing && <Status of={brief.standing} />}
        {entry && <EntryState entry={entry} />}
      </p>
      <BatchCode code={code} label={words.qr(code)} />
      {entry && <p class="soft">{words.qrHint}</p>}
      <Facts
        of={[
          [words.amount, shownAmount(brief.amount)],
          [words.harvested, shownHarvest(brief)],
        ]}
      />
      {entry && <OnPhone entry={entry} />}
      {entry?.state === 'refused' && <LinkButton href="/app/outbox">{words.correct}</LinkButton>}
      {entry?.state === 'waiting' && <p class="soft">{words.correctLater}</p>}
    </Page>
  );
}

/** Photos that are not sent yet. */
function OnPhone({ entry }: { entry: Entry }) {
  const { photos = [] } = formOf(entry);
  if (photos.length === 0 || entry.state === 'sent') return null;
  return (
    <section>
      <h2>{say().photo.title}</h2>
      <ul class="pictures">
        {photos.map((photo, index) => (
          <li key={photo.id} class="photo">
            <Picture photo={photo} name={say().photo.photo(index + 1)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Known({ batch, entry }: { batch: BatchDetail; entry: Entry | undefined }) {
  const words = sayFarmer();
  const { code, status, spray } = batch;
  const correction = ownEntries.value.find(
    ({ kind, needs, state }) =>
      kind === 'batch.correct' && needs.includes(code) && state !== 'sent',
  );
  // Of the harvest: who received or cooked it corrects entries of their own.
  const corrected = batch.history.some(
    ({ type, data }) => type === 'corrected' && data.amount && data.entry === batch.history[0]?.id,
  );
  const correctAt = `/app/farmer/batches/${code}/correct`;
  const mayCorrect =
    !correction && status !== 'voided' && batch.history[0]?.by.userId === session.value?.userId;
  const plots = usePlots().value ?? [];
  return (
    <>
      <LabelNote entry={entry} />
      <p class="big-state">
        <Status of={standing(batch)} /> {entry && <EntryState entry={entry} />}
      </p>
      {(status === 'on_hold' || status === 'failed' || status === 'recalled') && (
        <p class="note">
          <span>
            {words.batch.held} {words.batch.heldWhat}
          </span>
        </p>
      )}
      <BatchCode code={code} label={words.batch.qr(code)} />
      <Facts
        of={[
          [
            words.batch.amount,
            <>
              {shownAmount(batch.harvested)}
              {corrected && <small> ({words.batch.corrected})</small>}
            </>,
          ],
          [words.batch.harvested, shownHarvest(batch)],
          [words.batch.plot, batch.plot?.name],
          [words.batch.spray, spray && `${spray.product} · ${shownDay(spray.sprayedOn)}`],
          [words.batch.note, batch.note],
        ]}
      />
      {mayCorrect && !batch.plot && plots.length > 0 && (
        <LinkButton kind="plain" icon="pencil" href={`${correctAt}?what=plot`}>
          {words.batch.sayPlot}
        </LinkButton>
      )}
      <WhereItWent batch={batch} />
      {hasPhotos(batch.history) && (
        <section>
          <h2>{say().photo.title}</h2>
          <BatchPhotos code={code} entries={batch.history} />
        </section>
      )}
      {correction && (
        <p>
          {sayCorrect().waiting}: <EntryState entry={correction} />
        </p>
      )}
      {mayCorrect && (
        <LinkButton kind="plain" icon="pencil" href={correctAt}>
          {words.batch.correct}
        </LinkButton>
      )}
    </>
  );
}
