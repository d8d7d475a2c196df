import { useRoute } from 'preact-iso';
import type { BatchStatus } from '../../../../domain/batch/state.ts';
import { parseBatchCode, showBatchCode } from '../../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { useData } from '../../data/use-data.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { LinkButton, Loading } from '../../parts/controls.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named, shownDay, shownMoment } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayMarket } from '../../words/market.ts';
import { sayStall } from '../../words/stall.ts';
import { Answer, isBlocked } from '../market/answer.tsx';
import { NotHere } from '../not-here.tsx';
import { useStall } from './morning.tsx';
import { type SaleForm, Sell } from './sell.tsx';

/** What a scanned label says here: may it be sold, and then what to do with it. */
export function LabelScreen() {
  const { params, query } = useRoute();
  const code = parseBatchCode(params.code ?? '');
  const data = useData<BatchDetail>(code && `/v1/batches/${code}`);
  const { lists, goods, arriving, cropOf } = useStall();
  if (!code) return <NotHere />;

  const words = sayStall();
  const here = goods.find((batch) => batch.code === code);
  const delivery = arriving.find(({ lines }) => lines.some(({ batch }) => batch === code));
  const line = delivery?.lines.find(({ batch }) => batch === code);
  const crop = here?.crop.names ?? line?.crop ?? data.value?.crop.names;
  const status: BatchStatus | undefined =
    data.value?.status ?? here?.status ?? (line?.batchStatus as BatchStatus | undefined);
  const asOf = data.state === 'kept' ? (data.at ?? lists.held.at) : null;
  const back = query.scanned ? '/app/stall/scan' : '/app/stall';
  const title = crop ? named(crop) : showBatchCode(code);

  if (!status && data.state === 'loading') {
    return (
      <Page title={title} back={back}>
        <Loading />
      </Page>
    );
  }
  const mended = ownEntries.value.find(({ id }) => id === query.mend)?.form as SaleForm | undefined;
  // What was refused is mended also where nothing is left of it.
  const selling = here ?? (mended && { ...mended.goods, grams: 0 });
  const known = selling ?? line ?? null;
  const harvestedOn = here?.harvestedOn ?? data.value?.harvestedOn;
  const network = here?.network ?? data.value?.network.names;
  return (
    <Page title={title} back={back}>
      <Answer of={status && (known || isBlocked(status)) ? status : 'unknown'} />
      {asOf && (
        <p class="as-of" role="status">
          <Icon of="noSignal" /> {say().noSignalKept(shownMoment(asOf))}
        </p>
      )}
      {status && !isBlocked(status) && delivery && (
        <LinkButton icon="truck" href={`/app/stall/deliveries/${delivery.id}`}>
          {words.receiveFrom(named(delivery.from.names))}
        </LinkButton>
      )}
      {status && !isBlocked(status) && selling && (
        <Sell
          key={`${code} ${query.mend}`}
          goods={selling}
          crop={cropOf(selling.crop.id)}
          mend={query.mend}
          next={back}
        />
      )}
      <Facts
        of={[
          [sayMarket().code, <span class="small-code">{showBatchCode(code)}</span>],
          [sayMarket().here, here && kgOf(here.grams)],
          [sayMarket().harvested, harvestedOn && shownDay(harvestedOn)],
          [sayMarket().network, network && named(network)],
        ]}
      />
      <LinkButton kind="plain" icon="search" href={`/b/${showBatchCode(code)}`}>
        {sayMarket().publicPage}
      </LinkButton>
      {status && isBlocked(status) && here && (
        <LinkButton kind="plain" href="/app/stall/close">
          {words.throwAway}
        </LinkButton>
      )}
      <LinkButton kind="plain" icon="scan" href="/app/stall/scan">
        {sayMarket().scanNext}
      </LinkButton>
    </Page>
  );
}
