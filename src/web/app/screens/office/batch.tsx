import { useRoute } from 'preact-iso';
import { parseBatchCode } from '../../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { useData } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Done, LinkButton, Wrong } from '../../parts/controls.tsx';
import { DeliveryPapers, deliveriesOf } from '../../parts/delivery-papers.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Page } from '../../parts/page.tsx';
import { PaperRow } from '../../parts/paper-row.tsx';
import {
  kgOf,
  named,
  shownAmount,
  shownDay,
  shownHarvest,
  shownMoment,
} from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { WhyHeld } from '../../parts/why-held.tsx';
import { sayOffice } from '../../words/office.ts';
import { NotHere } from '../not-here.tsx';
import { BatchActions } from './batch-actions.tsx';
import { usePlaceNames } from './names.ts';
import { Card, columnKg, isOfficer, Table } from './parts.tsx';
import { TimeLine } from './time-line.tsx';

/** All that the book says about a batch. */
export function BatchScreen() {
  const code = parseBatchCode(useRoute().params.code ?? '');
  const data = useData<BatchDetail>(code && `/v1/batches/${code}`);
  const words = sayOffice();
  if (!code) return <NotHere />;
  const { value } = data;
  const title = value ? words.batch.title(named(value.crop.names), value.shownCode) : code;
  return (
    <Page title={title} back="/app/office/batches" wide>
      <Shown data={data}>{(batch) => <Known batch={batch} reload={data.reload} />}</Shown>
    </Page>
  );
}

function Known({ batch, reload }: { batch: BatchDetail; reload: () => void }) {
  const words = sayOffice().batch;
  const { status, holds, code } = batch;
  const placeOf = usePlaceNames();
  const mayMove = status === 'waiting' || status === 'passed';
  return (
    <>
      <p class="state">
        <Status of={status} /> {words.states[status]}
      </p>
      <WhyHeld holds={holds} />
      {isOfficer() && <BatchActions batch={batch} onDone={reload} />}
      <div class="cards">
        <div>
          <About batch={batch} />
          <Card title={words.papers}>
            {isOfficer() && mayMove && (
              <LinkButton kind="plain" href={`/v1/batches/${code}/label.pdf`}>
                {words.label}
              </LinkButton>
            )}
            <PaperRow
              title={words.audit}
              path={`/v1/batches/${code}/audit.pdf`}
              name={`tonnam-audit-${batch.shownCode}.pdf`}
            />
            <LinkButton kind="plain" href={`/b/${code}`}>
              {words.publicPage}
            </LinkButton>
          </Card>
          {deliveriesOf(batch).map((delivery) => (
            <Card
              key={delivery.id}
              title={words.deliveryOf(shownMoment(delivery.at), placeOf(delivery.to.id))}
            >
              <DeliveryPapers delivery={delivery} />
            </Card>
          ))}
        </div>
        <div>
          <Mixes title={words.inputs} batches={batch.inputs} />
          <Mixes title={words.outputs} batches={batch.outputs} />
          <Balance batch={batch} />
          <Chain batch={batch} />
        </div>
      </div>
      <TimeLine batch={batch} onCorrected={reload} />
    </>
  );
}

function About({ batch }: { batch: BatchDetail }) {
  const words = sayOffice().batch;
  const { certificate, spray, plot, note, subdistrict } = batch;
  const facts = [
    [words.amount, shownAmount(batch.harvested)],
    [words.harvested, shownHarvest(batch)],
    [words.farmer, batch.farmer?.name ?? words.several],
    [words.network, named(batch.network.names)],
    [words.plot, [plot?.name, named(subdistrict)].filter(Boolean).join(' · ')],
    [
      words.certificate,
      certificate
        ? `${sayOffice().reg.certificates[certificate.kind]} ${certificate.number} · ${certificate.issuer}`
        : sayOffice().none,
    ],
    // Of a mixed batch each that is in it has its own.
    [
      words.spray,
      spray
        ? `${spray.product} · ${shownDay(spray.sprayedOn)} · ${words.interval(spray.intervalDays)}`
        : batch.inputs.length === 0 && sayOffice().none,
    ],
    [words.note, note],
  ] as const;
  return (
    <Card title={words.facts}>
      <Facts of={facts} />
    </Card>
  );
}

/** Batches that are in this one, or that it is in. */
function Mixes({
  title,
  batches,
}: {
  title: string;
  batches: BatchDetail['inputs'] | BatchDetail['outputs'];
}) {
  if (batches.length === 0) return null;
  return (
    <Card title={title}>
      <ul class="list">
        {batches.map(({ batch, shownCode, grams, status }) => (
          <li key={batch}>
            <a href={`/app/office/batches/${batch}`}>{shownCode}</a> {kgOf(grams)}{' '}
            <Status of={status} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Balance({ batch }: { batch: BatchDetail }) {
  const words = sayOffice().batch;
  const lines = batch.balances.filter(({ group, grams }) => group !== 'origin' && grams > 0);
  return (
    <Card title={words.balance}>
      <Table label={words.balance}>
        <thead>
          <tr>
            <th scope="col">{words.account}</th>
            <th scope="col">{words.where}</th>
            <th scope="col" class="number">
              {words.weight}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ account, kind, place, grams }) => (
            <tr key={account}>
              <th scope="row">{words.accounts[kind] ?? kind}</th>
              <td>{place ? named(place) : '–'}</td>
              <td class="number">{columnKg(grams)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.total}
            </th>
            <td class="number">{columnKg(lines.reduce((sum, { grams }) => sum + grams, 0))}</td>
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

type Verification = {
  verified: boolean;
  length: number;
  lastHash: string;
  faults: { version: number; fault: string }[];
};

function Chain({ batch: { code, version } }: { batch: BatchDetail }) {
  const words = sayOffice().batch;
  // The version has it checked again when something was added.
  const data = useData<Verification>(`/v1/batches/${code}/verify?version=${version}`);
  return (
    <Card title={words.chain}>
      <Shown data={data}>
        {({ verified, length, faults, lastHash }) => (
          <>
            {verified ? <Done>{words.holds(length)}</Done> : <Wrong>{words.broken}</Wrong>}
            {faults.length > 0 && (
              <ul class="lines">
                {faults.map(({ version, fault }) => (
                  <li key={`${version} ${fault}`}>
                    {words.faultAt(version, words.faults[fault] ?? fault)}
                  </li>
                ))}
              </ul>
            )}
            <p class="soft hash">
              {words.lastHash} <code>{lastHash}</code>
            </p>
          </>
        )}
      </Shown>
    </Card>
  );
}
