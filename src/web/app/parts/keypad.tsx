import { useId } from 'preact/hooks';
import type { Unit } from '../../../domain/quantities.ts';
import { arabicDigits } from '../../../domain/thai.ts';
import { say } from '../words/common.ts';
import { Choice } from './controls.tsx';
import { Icon } from './icons.tsx';
import { shownKg } from './shown.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0'] as const;
const AMOUNT = /^\d{0,6}(\.\d{0,3})?$/;

/** A typed number: ๐–๙ and a comma for the point are understood. */
const tidyAmount = (typed: string): string =>
  arabicDigits(typed)
    .replace(',', '.')
    .replace(/[^\d.]/g, '');

/** As a number; null for none. */
export function numberOf(typed: string): number | null {
  const tidy = tidyAmount(typed);
  return /\d/.test(tidy) && Number.isFinite(Number(tidy)) ? Number(tidy) : null;
}

/** As an amount, which is more than nothing; null for none. */
export const amountOf = (typed: string): number | null => numberOf(typed) || null;

type KeypadProps = {
  value: string;
  onChange: (value: string) => void;
  unit: Unit;
  units: readonly { unit: Unit; gramsPerUnit: number }[];
  onUnit: (unit: Unit) => void;
};

/** An amount with large keys, for wet hands; a keyboard types into the field above them. */
export function Keypad({ value, onChange, unit, units, onUnit }: KeypadProps) {
  const words = say();
  const id = useId();
  const change = (next: string) => {
    const tidy = tidyAmount(next);
    if (AMOUNT.test(tidy)) onChange(tidy.replace(/^0+(?=\d)/, ''));
  };
  const gramsPerUnit = units.find((known) => known.unit === unit)?.gramsPerUnit ?? 1000;
  const number = amountOf(value);
  return (
    <div class="keypad">
      {units.length > 1 && (
        <Choice
          label={words.keypad.unit}
          quiet
          options={units.map((known) => ({ value: known.unit, text: words.units[known.unit] }))}
          value={unit}
          onChange={onUnit}
        />
      )}
      <label class="hidden" for={id}>
        {words.keypad.amount}
      </label>
      <div class="amount">
        {/* The phone's own keyboard would cover the keys. */}
        <input
          id={id}
          name="amount"
          inputMode="none"
          autocomplete="off"
          value={value}
          onInput={(event) => {
            change(event.currentTarget.value);
            event.currentTarget.value = value;
          }}
        />
        <span>{words.units[unit]}</span>
      </div>
      <p class="soft makes" aria-live="polite">
        {unit !== 'kg' && number !== null
          ? words.keypad.makes(shownKg(number * gramsPerUnit))
          : '\u00a0'}
      </p>
      <div class="keys">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={key === '.' ? words.keypad.point : undefined}
            onClick={() => change(value + key)}
          >
            {key}
          </button>
        ))}
        <button
          type="button"
          aria-label={words.keypad.erase}
          onClick={() => change(value.slice(0, -1))}
        >
          <Icon of="erase" />
        </button>
      </div>
    </div>
  );
}
