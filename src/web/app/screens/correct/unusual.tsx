import { type EnteredAmount, toAmount } from '../../../../domain/quantities.ts';
import type { Settings } from '../../../../domain/settings.ts';
import { Button, Question } from '../../parts/controls.tsx';
import { kgOf, shownAmount } from '../../parts/shown.ts';
import { sayCorrect } from '../../words/correct.ts';
import type { Crop } from './amounts.ts';

/** กำ taken for กก. is the commonest mistake: what it would be in the crop's other units is one tap away. */
export function UnusualQuestion({
  crop,
  amount,
  settings,
  onRight,
  onInstead,
  onClose,
}: {
  crop: Crop;
  amount: EnteredAmount;
  settings: Settings;
  onRight: () => void;
  onInstead: (amount: EnteredAmount) => void;
  onClose: () => void;
}) {
  const words = sayCorrect().unusual;
  const { usualMinGrams, usualMaxGrams } = crop;
  const { unusualFactor } = settings;
  const { grams } = toAmount(amount, crop.units);
  const others = [{ unit: 'kg' as const }, ...crop.units]
    .filter(({ unit }) => unit !== amount.unit)
    .map(({ unit }) => ({ quantity: amount.quantity, unit }))
    .map((other) => ({ other, grams: toAmount(other, crop.units).grams }))
    .filter(
      (as) =>
        as.grams * unusualFactor >= usualMinGrams && as.grams <= usualMaxGrams * unusualFactor,
    );
  return (
    <Question title={words.title} onClose={onClose}>
      <p>
        {words.text(shownAmount({ ...amount, grams }), kgOf(usualMinGrams), kgOf(usualMaxGrams))}
      </p>
      {others.map(({ other, grams: weight }) => (
        <Button key={other.unit} onClick={() => onInstead(other)}>
          {words.instead(shownAmount({ ...other, grams: weight }))}
        </Button>
      ))}
      <Button kind="plain" onClick={onClose}>
        {words.change}
      </Button>
      <Button kind="plain" onClick={onRight}>
        {words.right}
      </Button>
    </Question>
  );
}
