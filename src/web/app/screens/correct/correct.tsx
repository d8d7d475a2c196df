import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { parseBatchCode } from '../../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { useSettings } from '../../data/municipality.ts';
import { useData } from '../../data/use-data.ts';
import type { Entry } from '../../outbox/entry.ts';
import { NotKept, ownEntries, queue } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import type { Crop } from './amounts.ts';
import { CorrectForm, type Correction, type CorrectionForm } from './correct-form.tsx';
import { type BookEntry, correctable, correctionOf, receiptIn } from './entries.ts';

/**
 * Puts an entry of a batch right, from the phone. The address names the batch, and the entry or the
 * delivery whose receipt it is; without either it is the harvest. `what=plot` is the plot that was left out.
 * @param crops null while they are not known
 * @param back where it came from, and goes to when it is done
 */
export function Correct({ crops, back }: { crops: readonly Crop[] | null; back: string }) {
  const words = sayCorrect();
  const { params, query } = useRoute();
  const code = parseBatchCode(params.code ?? '');
  const batch = useData<BatchDetail>(code && `/v1/batches/${code}`);
  const mended = ownEntries.value.find(({ id }) => id === query.mend);
  const settings = useSettings();
  return (
    <Page title={words.title} back={back}>
      <Shown data={batch}>
        {(known) => {
          const entry = query.delivery
            ? receiptIn(known, query.delivery)
            : known.history.find(({ id }) => id === query.entry || !query.entry);
          if (!entry || correctable(entry, settings).length === 0) return <p>{words.nothing}</p>;
          const waiting = correctionOf(entry.id);
          if (waiting && waiting !== mended) {
            return (
              <p>
                {words.waiting}: <EntryState entry={waiting} />
              </p>
            );
          }
          return (
            <Queued
              key={mended?.id}
              batch={known}
              entry={entry}
              crop={crops?.find(({ id }) => id === known.crop.id) ?? null}
              mended={mended}
              before={query.what === 'plot' ? PLOT_LEFT : undefined}
              back={back}
            />
          );
        }}
      </Shown>
    </Page>
  );
}

const PLOT_LEFT = { what: 'plot', reason: 'plotLeft' } as const;

function Queued({
  mended,
  before,
  back,
  ...about
}: {
  batch: BatchDetail;
  entry: BookEntry;
  crop: Crop | null;
  mended: Entry | undefined;
  before: Partial<CorrectionForm> | undefined;
  back: string;
}) {
  const { route, path, query } = useLocation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);
  const { code } = about.batch;

  async function save({ title, body, photos, form, moved }: Correction) {
    setBusy(true);
    const { mend: _, ...asked } = query;
    const { kind, id } = about.entry.by.place;
    try {
      await queue(
        {
          kind: 'batch.correct',
          title,
          path: `/v1/batches/${code}/corrections`,
          body,
          photos,
          needs: [code],
          form: {
            ...form,
            address: `${path}?${new URLSearchParams(asked)}`,
            place: `${kind}/${id}`,
            moved: [{ batch: code, grams: moved }],
          },
        },
        mended?.id,
      );
      route(back, true);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
      setBusy(false);
    }
  }

  return (
    <CorrectForm
      {...about}
      before={(mended?.form as Partial<CorrectionForm> | undefined) ?? before}
      busy={busy}
      onSave={save}
    >
      {mended?.state === 'refused' && <Refusal of={mended.problem} />}
      {failure && <Wrong>{say().outbox[failure]}</Wrong>}
    </CorrectForm>
  );
}
