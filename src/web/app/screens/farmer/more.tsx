import { useState } from 'preact/hooks';
import { addDays, type Day } from '../../../../domain/dates.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import { parseDay } from '../../../../domain/written-dates.ts';
import type { Photo } from '../../outbox/photos.ts';
import { Choice, Field } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { PhotoField } from '../../parts/photo-field.tsx';
import { shownDay, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { formOf, type HarvestForm, harvestEntries, isFuture, type Plot } from './own.ts';

/** As it is typed; everything has a good default. */
export type MoreFields = {
  /** Null: nobody has said, so the usual one. */
  plotId: string | null;
  day: 'today' | 'yesterday' | 'other';
  otherDay: string;
  sprayed: 'no' | 'yes';
  sprayedOn: string;
  product: string;
  interval: string;
  note: string;
  photos: Photo[];
};
type Typed = 'otherDay' | 'sprayedOn' | 'product' | 'interval' | 'note';
type Wrong = Partial<Record<keyof MoreFields, string>>;
type Filled = Pick<HarvestForm, 'harvestedOn' | 'plotId' | 'spray' | 'note' | 'photos'>;

const NO_PLOT = 'none';

export function moreOf({
  harvestedOn,
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
    sprayed: spray ? 'yes' : 'no',
    sprayedOn: spray?.sprayedOn ?? '',
    product: spray?.product ?? '',
    interval: spray ? String(spray.intervalDays) : '',
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
  const spray = sprayIn(fields, harvestedOn, wrong);
  if (Object.keys(wrong).length > 0 || !harvestedOn) return { fields: null, wrong };
  const chosen = fields.plotId ?? usualPlot(plots);
  const plotId = chosen === NO_PLOT ? null : chosen;
  return {
    fields: { harvestedOn, plotId, spray, note: fields.note.trim(), photos: fields.photos },
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

function sprayIn(fields: MoreFields, harvestedOn: Day | null, wrong: Wrong): HarvestForm['spray'] {
  const words = sayFarmer().more;
  if (fields.sprayed === 'no') return null;
  const sprayedOn = parseDay(fields.sprayedOn);
  if (!sprayedOn) wrong.sprayedOn = words.dayWrong;
  else if (harvestedOn && sprayedOn > harvestedOn) wrong.sprayedOn = words.sprayLate;
  const product = fields.product.trim();
  if (!product) wrong.product = say().required;
  const days = arabicDigits(fields.interval).trim();
  const intervalDays = Number(days);
  if (!/^\d{1,3}$/.test(days) || intervalDays > 365) wrong.interval = words.intervalWrong;
  return sprayedOn ? { sprayedOn, product, intervalDays } : null;
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
  const { spray, harvestedOn } = checkMore(fields, plots).fields ?? {};
  const firstSafe = spray && addDays(spray.sprayedOn, spray.intervalDays);
  const field = (
    name: Typed,
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
            { value: NO_PLOT, text: words.noPlot },
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
      <Choice
        label={words.sprayed}
        options={[
          { value: 'no', text: words.sprayedNo },
          { value: 'yes', text: words.sprayedYes },
        ]}
        value={fields.sprayed}
        onChange={set('sprayed')}
      />
      {fields.sprayed === 'yes' && (
        <>
          {field('sprayedOn', words.sprayedOn)}
          {field('product', words.product, { maxLength: 200 })}
          {field('interval', words.interval, { inputMode: 'numeric' })}
          {firstSafe && harvestedOn && harvestedOn < firstSafe && (
            <p class="note" role="status">
              <Icon of="clock" />
              <span>{words.tooEarly(shownDay(firstSafe))}</span>
            </p>
          )}
        </>
      )}
      <PhotoField label={common.photo.take} photos={fields.photos} onChange={set('photos')} />
      {field('note', words.note, { maxLength: 500 })}
    </details>
  );
}
