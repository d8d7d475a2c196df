import { useState } from 'preact/hooks';
import { addDays, type Day, type Time } from '../../../../domain/dates.ts';
import { parseDay, parseTime } from '../../../../domain/written-dates.ts';
import type { Photo } from '../../outbox/photos.ts';
import { Choice, Field } from '../../parts/controls.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { NO_PLOT, type Plot } from '../correct/plot-field.tsx';
import { SprayFields, type SprayTyped, sprayIn, sprayTyped } from '../correct/spray-fields.tsx';
import { formOf, type HarvestForm, harvestEntries, isFuture } from './own.ts';

/** As it is typed; everything has a good default. */
export type MoreFields = SprayTyped & {
  /** Null: nobody has said, so the usual one. */
  plotId: string | null;
  day: 'today' | 'yesterday' | 'other';
  otherDay: string;
  /** Of today. */
  time: 'now' | 'other';
  clock: string;
  note: string;
  photos: Photo[];
};
type Wrong = Partial<Record<keyof MoreFields, string>>;
type Filled = Pick<
  HarvestForm,
  'harvestedOn' | 'harvestedTime' | 'plotId' | 'spray' | 'note' | 'photos'
>;

export function moreOf({
  harvestedOn,
  harvestedTime,
  plotId,
  spray,
  note,
  photos,
  grams,
}: HarvestForm): MoreFields {
  const now = today();
  return {
    plotId: plotId ?? (grams === 0 ? null : NO_PLOT),
    day: harvestedOn === now ? 'today' : harvestedOn === addDays(now, -1) ? 'yesterday' : 'other',
    otherDay: harvestedOn,
    time: harvestedTime ? 'other' : 'now',
    clock: harvestedTime ?? '',
    ...sprayTyped(spray),
    note,
    photos: photos ?? [],
  };
}

/** What the fields say, or else what is wrong with which. */
export function checkMore(
  fields: MoreFields,
  plots: readonly Plot[],
): { fields: Filled | null; wrong: Wrong } {
  const words = sayFarmer().more;
  const wrong: Wrong = {};
  const harvestedOn = dayIn(fields);
  if (!harvestedOn) wrong.otherDay = words.dayWrong;
  else if (isFuture(harvestedOn)) wrong.otherDay = words.dayFuture;
  const harvestedTime = timeIn(fields);
  if (harvestedTime === undefined) wrong.clock = sayCorrect().timeWrong;
  else if (harvestedOn && harvestedTime && !wrong.otherDay) {
    if (isFuture(harvestedOn, harvestedTime)) wrong.clock = words.timeFuture;
  }
  const { spray, wrong: wrongInSpray } = sprayIn(fields, harvestedOn);
  Object.assign(wrong, wrongInSpray);
  if (Object.keys(wrong).length > 0 || !harvestedOn) return { fields: null, wrong };
  const chosen = fields.plotId ?? usualPlot(plots);
  const plotId = chosen === NO_PLOT ? null : chosen;
  return {
    fields: {
      harvestedOn,
      harvestedTime: harvestedTime ?? null,
      plotId,
      spray,
      note: fields.note.trim(),
      photos: fields.photos,
    },
    wrong,
  };
}

/** The one of the last harvest, or the only one there is. */
function usualPlot(plots: readonly Plot[]): string {
  const last = harvestEntries().map(formOf)[0]?.plotId;
  if (plots.some(({ id }) => id === last)) return last!;
  return plots.length === 1 ? plots[0]!.id : NO_PLOT;
}

function dayIn({ day, otherDay }: MoreFields): Day | null {
  if (day === 'other') return parseDay(otherDay);
  return day === 'today' ? today() : addDays(today(), -1);
}

/** Null for now, or of another day where nobody says; undefined for what is no time. */
function timeIn({ day, time, clock }: MoreFields): Time | null | undefined {
  if (day === 'today' ? time === 'now' : clock.trim() === '') return null;
  return parseTime(clock) ?? undefined;
}

/** Everything that usually need not be said. */
export function More({
  fields,
  plots,
  wrong,
  onChange,
}: {
  fields: MoreFields;
  plots: Plot[];
  wrong: Wrong;
  onChange: (fields: MoreFields) => void;
}) {
  const words = sayFarmer().more;
  const common = say();
  const [open, setOpen] = useState(false);
  const set =
    <K extends keyof MoreFields>(name: K) =>
    (value: MoreFields[K]) =>
      onChange({ ...fields, [name]: value });
  const field = (
    name: 'otherDay' | 'clock' | 'note',
    label: string,
    rest: { maxLength?: number; inputMode?: 'numeric' } = {},
  ) => (
    <Field
      label={label}
      value={fields[name]}
      onInput={set(name)}
      autocomplete="off"
      wrong={wrong[name]}
      {...rest}
    />
  );
  return (
    <details
      open={open || Object.keys(wrong).length > 0}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{common.more}</summary>
      {plots.length > 0 && (
        <Choice
          label={words.plot}
          options={[
            ...plots.map(({ id, name }) => ({ value: id, text: name })),
            { value: NO_PLOT, text: sayCorrect().noPlot },
          ]}
          value={fields.plotId ?? usualPlot(plots)}
          onChange={set('plotId')}
        />
      )}
      <Choice
        label={words.day}
        options={[
          { value: 'today', text: common.today },
          { value: 'yesterday', text: common.yesterday },
          { value: 'other', text: words.otherDay },
        ]}
        value={fields.day}
        onChange={set('day')}
      />
      {fields.day === 'other' && field('otherDay', words.dayField)}
      {fields.day === 'today' && (
        <Choice
          label={words.time}
          options={[
            { value: 'now', text: words.now },
            { value: 'other', text: words.otherTime },
          ]}
          value={fields.time}
          onChange={set('time')}
        />
      )}
      {(fields.day !== 'today' || fields.time === 'other') &&
        field('clock', fields.day === 'today' ? words.timeField : words.timeIfKnown, {
          inputMode: 'numeric',
        })}
      <SprayFields typed={fields} harvestedOn={dayIn(fields)} wrong={wrong} onChange={onChange} />
      <PhotoField label={common.photo.take} photos={fields.photos} onChange={set('photos')} />
      {field('note', words.note, { maxLength: 500 })}
    </details>
  );
}
