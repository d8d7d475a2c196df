import { type Day, momentOf, type Time } from '../../../../domain/dates.ts';
import { parseDay, parseTime } from '../../../../domain/written-dates.ts';
import { Field } from '../../parts/controls.tsx';
import { sayCorrect } from '../../words/correct.ts';

/** Day and hour of a harvest as they are typed. */
export type DayTyped = { day: string; time: string };

/** What the fields say, no time for an empty one; or else what is wrong with which. */
export function dayIn({ day: typedDay, time: typedTime }: DayTyped): {
  day: Day | null;
  time: Time | null;
  wrong: Partial<Record<keyof DayTyped, string>>;
} {
  const words = sayCorrect();
  const [day, time] = [parseDay(typedDay), parseTime(typedTime)];
  if (!day) return { day, time, wrong: { day: words.dayWrong } };
  if (!time && typedTime.trim()) return { day, time, wrong: { time: words.timeWrong } };
  const isFuture = momentOf(day, time ?? '00:00') > new Date().toISOString();
  return { day, time, wrong: isFuture ? { [time ? 'time' : 'day']: words.future } : {} };
}

/** When it was harvested. */
export function DayFields({
  typed,
  tried,
  onChange,
}: {
  typed: DayTyped;
  tried: boolean;
  onChange: (change: Partial<DayTyped>) => void;
}) {
  const words = sayCorrect();
  const wrong = tried ? dayIn(typed).wrong : {};
  return (
    <>
      <Field
        label={words.dayField}
        value={typed.day}
        autocomplete="off"
        onInput={(day) => onChange({ day })}
        wrong={wrong.day}
      />
      <Field
        label={words.timeField}
        value={typed.time}
        inputMode="numeric"
        autocomplete="off"
        onInput={(time) => onChange({ time })}
        wrong={wrong.time}
      />
    </>
  );
}
