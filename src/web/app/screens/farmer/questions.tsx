import { useLocation } from 'preact-iso';
import { type EnteredAmount, toAmount } from '../../../../domain/quantities.ts';
import type { Settings } from '../../../../domain/settings.ts';
import { Button, Question } from '../../parts/controls.tsx';
import { kgOf, nameOf, shownAmount, shownMoment } from '../../parts/shown.ts';
import { sayFarmer } from '../../words/farmer.ts';
import type { Crop } from './own.ts';

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
  const words = sayFarmer().unusual;
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

/** The same harvest entered twice, or another picking? */
export function TwiceQuestion({
  crop,
  similar,
  onAnother,
  onClose,
}: {
  crop: Pick<Crop, 'nameTh' | 'nameEn'>;
  similar: { code: string; at: string } | null;
  onAnother: () => void;
  onClose: () => void;
}) {
  const words = sayFarmer().twice;
  const { route } = useLocation();
  return (
    <Question title={words.title} onClose={onClose}>
      <p>{words.text(nameOf(crop), similar ? shownMoment(similar.at) : '')}</p>
      <Button onClick={onAnother}>{words.another}</Button>
      <Button kind="plain" onClick={() => route(`/app/farmer/batches/${similar?.code}`, true)}>
        {words.same}
      </Button>
    </Question>
  );
}
