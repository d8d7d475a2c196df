import { Choice, Field, Wrong } from '../../parts/controls.tsx';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import type { What } from './entries.ts';

type Reason = keyof ReturnType<typeof sayCorrect>['reasons'];

/** Why each is usually wrong. */
const REASONS: Record<What, readonly Reason[]> = {
  amount: ['unit', 'weighed', 'typed', 'other'],
  day: ['late', 'date', 'other'],
  plot: ['plot', 'plotLeft', 'other'],
  spray: ['sprayLeft', 'sprayDay', 'sprayLabel', 'other'],
  line: ['weighed', 'typed', 'found', 'other'],
  price: ['agreed', 'gift', 'typed', 'other'],
  meal: ['counted', 'menu', 'typed', 'other'],
  whole: ['twice', 'crop', 'batch', 'other'],
};

/** A reason as it is chosen, or written. */
export type ReasonTyped = { what: What; reason: Reason | null; other: string };

/** Of something else that was wrong it may have been another. */
const chosenOf = ({ what, reason }: ReasonTyped) =>
  REASONS[what].find((each) => each === reason) ?? null;

/** In words; empty while there is none. */
export function reasonIn(typed: ReasonTyped): string {
  const chosen = chosenOf(typed);
  if (chosen === 'other') return typed.other.trim();
  return chosen ? sayCorrect().reasons[chosen] : '';
}

export function ReasonField({
  typed,
  tried,
  onChange,
}: {
  typed: ReasonTyped;
  tried: boolean;
  onChange: (change: Partial<ReasonTyped>) => void;
}) {
  const words = sayCorrect();
  const chosen = chosenOf(typed);
  return (
    <>
      <Choice
        label={words.why}
        options={REASONS[typed.what].map((value) => ({ value, text: words.reasons[value] }))}
        value={chosen}
        onChange={(reason) => onChange({ reason })}
      />
      {chosen === 'other' && (
        <Field
          label={words.other}
          value={typed.other}
          onInput={(other) => onChange({ other })}
          maxLength={500}
          wrong={tried && !typed.other.trim() && say().required}
        />
      )}
      {tried && !chosen && <Wrong>{words.choose}</Wrong>}
    </>
  );
}
