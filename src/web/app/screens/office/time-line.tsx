import { useState } from 'preact/hooks';
import type { BatchEvent } from '../../../../domain/batch/events.ts';
import type { Standing } from '../../../../domain/batch/standing.ts';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { useSettings } from '../../data/municipality.ts';
import { BatchPhotos } from '../../parts/batch-photos.tsx';
import { Button } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import {
  kgOf,
  named,
  shownAmount,
  shownDay,
  shownHarvest,
  shownMoment,
} from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayOffice } from '../../words/office.ts';
import { correctable, shownPrice } from '../correct/entries.ts';
import { CorrectEntry } from './correct-entry.tsx';
import { usePlaceNames, useUserNames } from './names.ts';
import { Card, isOfficer } from './parts.tsx';

type History = BatchDetail['history'][number];

/** Every event in order: what, when, who, and what is remarkable about it. */
export function TimeLine({ batch, onCorrected }: { batch: BatchDetail; onCorrected: () => void }) {
  const words = sayOffice().batch;
  const settings = useSettings();
  const { history } = batch;
  const people = useUserNames(history.map(({ by }) => by.userId));
  const placeOf = usePlaceNames();
  const [wrong, setWrong] = useState<History | null>(null);
  const corrections = new Set(
    history.flatMap(({ type, data }) => (type === 'corrected' ? [String(data.entry)] : [])),
  );
  return (
    <Card title={words.history}>
      <ol class="time-line">
        {history.map((entry) => {
          const { id, version, type, at, by, voided, clockOff, clockOffsetSeconds } = entry;
          const who = [people[by.userId], say().roles[by.role], named(by.place.names)];
          return (
            <li key={id} class={voided ? 'voided' : ''}>
              <p>
                <span class="soft number">{version}</span>{' '}
                <strong>{words.events[type] ?? type}</strong>{' '}
                <span>{told(entry, history, placeOf)}</span>
              </p>
              <p class="soft">
                {shownMoment(at)} · {who.filter(Boolean).join(' · ')}
              </p>
              <BatchPhotos code={batch.code} entries={[entry]} />
              {voided && (
                <p class="mark">
                  <Icon of="cross" /> {words.voided}
                </p>
              )}
              {!voided && corrections.has(id) && (
                <p class="mark">
                  <Icon of="pencil" /> {words.corrected}
                </p>
              )}
              {clockOff && (
                <p class="mark">
                  <Icon of="clock" />{' '}
                  {words.clockOff(Math.round(Math.abs(clockOffsetSeconds ?? 0) / 60))}
                  {entry.deviceTime && ` · ${words.onDevice(shownMoment(entry.deviceTime))}`}
                </p>
              )}
              {isOfficer() &&
                batch.status !== 'voided' &&
                correctable(entry, settings).length > 0 && (
                  <Button kind="plain" icon="pencil" onClick={() => setWrong(entry)}>
                    {sayCorrect().link}
                    <span class="hidden">
                      {' '}
                      {words.events[type]} {version}
                    </span>
                  </Button>
                )}
            </li>
          );
        })}
      </ol>
      {wrong && (
        <CorrectEntry
          batch={batch}
          entry={wrong}
          onClose={() => setWrong(null)}
          onDone={onCorrected}
        />
      )}
    </Card>
  );
}

function standing({ holds, passed }: Standing): string {
  const { statuses } = say();
  return holds.length > 0 ? statuses.on_hold : passed ? statuses.passed : statuses.waiting;
}

/** What an event says, in a line. */
function told(entry: History, history: History[], placeOf: (id: string) => string): string {
  const words = sayOffice().batch;
  const event = { type: entry.type, data: entry.data } as unknown as BatchEvent;
  const because = (reason: string) => `· ${reason}`;
  switch (event.type) {
    case 'harvest-registered':
      return shownAmount(event.data.amount);
    case 'inspection-recorded': {
      const { inspection, outcome } = event.data;
      const by = inspection.method === 'kit' ? inspection.reading.kit : inspection.laboratory;
      return `${words.methods[inspection.method]} ${by} · ${words.outcomes[outcome]}`;
    }
    case 'hold-placed':
      return `${words.levels[event.data.level]} ${because(event.data.reason)}`;
    case 'hold-released':
    case 'dispatch-cancelled':
      return because(event.data.reason);
    case 'dispatched':
      return [
        `${shownAmount(event.data.amount)} ${words.to(placeOf(event.data.to.id))}`,
        event.data.priceSatang !== undefined && `· ${shownPrice(event.data.priceSatang)}`,
      ]
        .filter(Boolean)
        .join(' ');
    case 'received': {
      const { acceptedGrams, rejected, missing } = event.data.line;
      return [
        words.accepted(kgOf(acceptedGrams)),
        rejected && words.rejected(kgOf(rejected.grams), rejected.reason),
        missing && words.missing(kgOf(missing.grams), missing.reason),
      ]
        .filter(Boolean)
        .join(' · ');
    }
    case 'sold':
      return shownAmount(event.data.amount);
    case 'cooked':
      return `${shownAmount(event.data.amount)} · ${words.meal(event.data.menu, event.data.pupils)}`;
    case 'discarded':
      return `${shownAmount(event.data.amount)} ${because(event.data.reason)}`;
    case 'stock-counted':
      return words.counted(kgOf(event.data.counted.grams), kgOf(event.data.bookGrams));
    case 'mixed':
      return `${shownAmount(event.data.amount)} ← ${event.data.inputs.map(({ batch, amount }) => `${showBatchCode(batch)} ${kgOf(amount.grams)}`).join(', ')}`;
    case 'mixed-into':
      return `${shownAmount(event.data.amount)} → ${showBatchCode(event.data.output)}`;
    case 'input-changed':
      return `${showBatchCode(event.data.input)} · ${standing(event.data.standing)}`;
    case 'corrected': {
      const { action, reason, amount, line, harvest, meal, priceSatang } = event.data;
      const first = history.find(({ id }) => id === event.data.entry);
      const name = first ? (words.events[first.type] ?? first.type) : '–';
      const said = action === 'void' ? words.voiding : words.correction;
      return [
        said(name, first?.version ?? 0),
        amount && words.becomes(shownAmount(amount)),
        line && words.becomes(words.accepted(kgOf(line.acceptedGrams))),
        harvest?.harvestedOn &&
          words.becomes(shownHarvest({ ...harvest, harvestedOn: harvest.harvestedOn })),
        !harvest?.harvestedOn &&
          harvest?.harvestedTime &&
          words.becomes(say().clock(harvest.harvestedTime)),
        harvest?.plotId !== undefined && `· ${sayCorrect().whats.plot}`,
        harvest?.spray !== undefined &&
          words.becomes(
            harvest.spray
              ? `${harvest.spray.product} ${shownDay(harvest.spray.sprayedOn)}`
              : sayCorrect().spray.no,
          ),
        priceSatang !== undefined && words.becomes(shownPrice(priceSatang)),
        meal?.menu && words.becomes(meal.menu),
        meal?.pupils && words.becomes(words.pupils(meal.pupils)),
        because(reason),
      ]
        .filter(Boolean)
        .join(' ');
    }
  }
}
