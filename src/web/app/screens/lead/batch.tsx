import { useRoute } from 'preact-iso';
import { parseBatchCode, showBatchCode } from '../../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { useSettings } from '../../data/municipality.ts';
import { useData } from '../../data/use-data.ts';
import { BatchPhotos, hasPhotos } from '../../parts/batch-photos.tsx';
import { LinkButton, Loading, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named, shownAmount, shownHarvest, shownMoment } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { WhyHeld } from '../../parts/why-held.tsx';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { correctable } from '../correct/entries.ts';
import { Answer, isBlocked } from '../market/answer.tsx';
import { NotHere } from '../not-here.tsx';
import { Hold } from './hold.tsx';
import { useNetwork } from './morning.tsx';
import { shownReading } from './readings.ts';

/** A batch of the network: how it stands, and what there is to do with it. */
export function BatchScreen() {
  const { params, query } = useRoute();
  const code = parseBatchCode(params.code ?? '');
  const data = useData<BatchDetail>(code && `/v1/batches/${code}`);
  const { lists, place, goods, summaryOf, testOf } = useNetwork();
  const settings = useSettings();
  if (!code) return <NotHere />;
  const words = sayLead();
  const summary = data.value ?? summaryOf(code);
  const title = summary ? named(summary.crop.names) : showBatchCode(code);
  if (!summary) {
    return (
      <Page title={title} back="/app/lead">
        {data.state === 'loading' ? (
          <Loading />
        ) : data.state === 'refused' ? (
          <Answer of="unknown" />
        ) : (
          <Wrong>{say().noSignalNothing}</Wrong>
        )}
        <LinkButton kind="plain" icon="scan" href="/app/lead/scan">
          {sayMarket().scanNext}
        </LinkButton>
      </Page>
    );
  }
  const { status, harvested, farmer } = summary;
  const here = goods.find((batch) => batch.code === code)?.grams ?? 0;
  const test = testOf(code);
  const history = data.value?.history ?? [];
  const tests = history.filter(({ type }) => type === 'inspection-recorded');
  const others = history.filter((entry) => !tests.includes(entry));
  // What a lead has read is evidence, for an officer to take back.
  const mistakable = others.filter(
    (entry) => entry.by.place.id === place.id && correctable(entry, settings).length > 0,
  );
  const asOf = data.state === 'kept' ? (data.at ?? lists.held.at) : null;
  return (
    <Page title={title} back="/app/lead">
      <Answer of={status} />
      {asOf && (
        <p class="as-of" role="status">
          <Icon of="noSignal" /> {say().noSignalKept(shownMoment(asOf))}
        </p>
      )}
      {test && (
        <p class="card last">
          <b>{words.test.recorded}</b>
          <EntryState entry={test} />
        </p>
      )}
      <LinkButton
        icon="flask"
        kind={status === 'waiting' && !test ? 'main' : 'plain'}
        href={`/app/lead/tests/${code}`}
      >
        {words.test.title}
      </LinkButton>
      {!isBlocked(status) && (
        <>
          {here > 0 && (
            <LinkButton
              icon="truck"
              kind={status === 'passed' ? 'main' : 'plain'}
              href={`/app/lead/send?code=${code}`}
            >
              {words.send.this}
            </LinkButton>
          )}
          {here > 0 && (
            <LinkButton kind="plain" icon="mix" href={`/app/lead/mix?code=${code}`}>
              {words.mix.this}
            </LinkButton>
          )}
          <LinkButton kind="plain" icon="print" href={`/app/lead/labels?code=${code}`}>
            {words.labels.title}
          </LinkButton>
        </>
      )}
      {isBlocked(status) && <WhyHeld holds={data.value?.holds ?? []} />}
      <Facts
        of={[
          [sayMarket().code, showBatchCode(code)],
          [sayMarket().farmer, farmer?.name ?? words.mix.several],
          [sayMarket().harvested, shownHarvest(summary)],
          [farmer ? words.harvestedAmount : words.mix.amount, shownAmount(harvested)],
          [sayMarket().here, kgOf(here)],
        ]}
      />
      {data.value && <Mixes batch={data.value} />}
      {tests.length > 0 && (
        <section>
          <h2>{words.test.list}</h2>
          <ul class="list">
            {tests.map((entry) => (
              <li key={entry.id} class="card">
                <b>{shownReading(entry.data)}</b>
                <p class="soft">
                  {shownMoment(entry.at)} {entry.voided && say().statuses.voided}
                </p>
                <BatchPhotos code={code} entries={[entry]} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {hasPhotos(others) && (
        <section>
          <h2>{say().photo.title}</h2>
          <BatchPhotos code={code} entries={others} />
        </section>
      )}
      {mistakable.map((entry) => (
        <LinkButton
          key={entry.id}
          kind="plain"
          icon="pencil"
          href={`/app/lead/b/${code}/correct?entry=${entry.id}`}
        >
          {sayCorrect().link}: {sayCorrect().entries[entry.type as 'sold']}
          {entry.type === 'dispatched' && ` ${kgOf(entry.grams)}`}
        </LinkButton>
      ))}
      {!isBlocked(status) && <Hold batch={summary} mend={query.mend} />}
    </Page>
  );
}

/** What a batch was mixed from, and what it was mixed into. */
function Mixes({ batch: { code, inputs, outputs } }: { batch: BatchDetail }) {
  const words = sayLead().mix;
  const lists = [
    { title: words.inputs, batches: inputs },
    { title: words.outputs, batches: outputs.filter(({ input }) => input === code) },
  ].filter(({ batches }) => batches.length > 0);
  return lists.map(({ title, batches }) => (
    <section key={title}>
      <h2>{title}</h2>
      <ul class="list">
        {batches.map(({ batch, shownCode, grams, status }) => (
          <li key={batch}>
            <a class="card goods" href={`/app/lead/b/${batch}`}>
              <span class="goods-text">
                <b>{kgOf(grams)}</b> <span class="small-code">{shownCode}</span>
                <Status of={status} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  ));
}
