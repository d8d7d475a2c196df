import { useState } from 'preact/hooks';
import { FIRST_BATCHES } from '../../data/paths.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, LinkButton } from '../../parts/controls.tsx';
import { CropPicture } from '../../parts/crop-picture.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { LineNotice } from '../../parts/line-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, nameOf, shownAmount, shownDay } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import {
  formOf,
  harvestEntries,
  type Listed,
  listed,
  MOST_BATCHES,
  useFetchedAhead,
  useOwnBatches,
} from './own.ts';
import { standing } from './standing.ts';

/** One big button; below it, what became of the harvests before. */
export function HomeScreen() {
  const words = sayFarmer();
  const [limit, setLimit] = useState(FIRST_BATCHES);
  const batches = useOwnBatches(limit);
  useFetchedAhead(batches.state === 'fresh');
  // What was entered here is shown also where nothing was ever fetched.
  const isNew = batches.value === null && harvestEntries().length > 0;
  return (
    <Page title={words.title}>
      <LineNotice />
      <LinkButton kind="big" icon="basket" href="/app/farmer/harvest">
        {words.register}
      </LinkButton>
      {isNew ? (
        <Batches all={listed([])} />
      ) : (
        <Shown data={batches}>
          {({ items, next }) => (
            <>
              <Batches all={listed(items)} />
              {next !== null && limit < MOST_BATCHES && (
                <Button kind="plain" onClick={() => setLimit(MOST_BATCHES)}>
                  {say().showMore}
                </Button>
              )}
            </>
          )}
        </Shown>
      )}
      <LinkButton kind="plain" icon="list" href="/app/farmer/reports">
        {say().reports.farmer}
      </LinkButton>
    </Page>
  );
}

function Batches({ all }: { all: Listed[] }) {
  if (all.length === 0) return <p>{sayFarmer().none}</p>;
  return (
    <ul class="list">
      {all.map((batch) => (
        <li key={batch.code}>
          <a class="card batch-row" href={`/app/farmer/batches/${batch.code}`}>
            <CropPicture crop={batch.crop} />
            <span>
              <b>{nameOf(batch.crop)}</b>
              <span>
                {batch.summary
                  ? kgOf(batch.summary.harvested.grams)
                  : batch.entry &&
                    shownAmount({
                      ...formOf(batch.entry).amount,
                      grams: formOf(batch.entry).grams,
                    })}{' '}
                · {shownDay(batch.harvestedOn)}
              </span>
              {batch.summary ? (
                <Status of={standing(batch.summary)} />
              ) : (
                batch.entry && <EntryState entry={batch.entry} />
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
