import { addDays, type Day } from '../../../../domain/dates.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import { parseDay } from '../../../../domain/written-dates.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { showDay } from '../../../public/dates.ts';
import { Choice, Field } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { shownDay } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { language } from '../../words/language.ts';

type Spray = NonNullable<BatchDetail['spray']>;

/** The last spraying as it is typed. */
export type SprayTyped = {
  sprayed: 'no' | 'yes';
  sprayedOn: string;
  product: string;
  interval: string;
};
type Wrong = Partial<Record<keyof SprayTyped, string>>;

export const sprayTyped = (spray: Spray | null): SprayTyped => ({
  sprayed: spray ? 'yes' : 'no',
  sprayedOn: spray ? showDay(spray.sprayedOn, language.value) : '',
  product: spray?.product ?? '',
  interval: spray ? String(spray.intervalDays) : '',
});

/** What the fields say, null for none; or else what is wrong with which. */
export function sprayIn(
  typed: SprayTyped,
  harvestedOn: Day | null,
): { spray: Spray | null; wrong: Wrong } {
  if (typed.sprayed === 'no') return { spray: null, wrong: {} };
  const words = sayCorrect();
  const wrong: Wrong = {};
  const sprayedOn = parseDay(typed.sprayedOn);
  if (!sprayedOn) wrong.sprayedOn = words.dayWrong;
  else if (harvestedOn && sprayedOn > harvestedOn) wrong.sprayedOn = words.spray.late;
  const product = typed.product.trim();
  if (!product) wrong.product = say().required;
  const days = arabicDigits(typed.interval).trim();
  const intervalDays = Number(days);
  if (!/^\d{1,3}$/.test(days) || intervalDays > 365) wrong.interval = words.spray.intervalWrong;
  return { spray: sprayedOn ? { sprayedOn, product, intervalDays } : null, wrong };
}

/** What was sprayed last, when, and how long its label says to wait. */
export function SprayFields<T extends SprayTyped>({
  typed,
  harvestedOn,
  wrong,
  onChange,
}: {
  typed: T;
  harvestedOn: Day | null | undefined;
  wrong: Wrong;
  onChange: (typed: T) => void;
}) {
  const words = sayCorrect().spray;
  const found = sprayIn(typed, harvestedOn ?? null);
  const isWhole = found.spray && Object.keys(found.wrong).length === 0;
  const firstSafe = isWhole && addDays(found.spray!.sprayedOn, found.spray!.intervalDays);
  const field = (
    name: 'sprayedOn' | 'product' | 'interval',
    rest: { maxLength?: number; inputMode?: 'numeric' } = {},
  ) => (
    <Field
      label={words[name]}
      value={typed[name]}
      onInput={(value) => onChange({ ...typed, [name]: value })}
      autocomplete="off"
      wrong={wrong[name]}
      {...rest}
    />
  );
  return (
    <>
      <Choice
        label={words.sprayed}
        options={[
          { value: 'no', text: words.no },
          { value: 'yes', text: words.yes },
        ]}
        value={typed.sprayed}
        onChange={(sprayed) => onChange({ ...typed, sprayed })}
      />
      {typed.sprayed === 'yes' && (
        <>
          {field('sprayedOn')}
          {field('product', { maxLength: 200 })}
          {field('interval', { inputMode: 'numeric' })}
          {firstSafe && harvestedOn && harvestedOn < firstSafe && (
            <p class="note" role="status">
              <Icon of="clock" />
              <span>{words.tooEarly(shownDay(firstSafe))}</span>
            </p>
          )}
        </>
      )}
    </>
  );
}
