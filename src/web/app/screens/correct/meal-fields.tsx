import { Field } from '../../parts/controls.tsx';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { pupilsIn } from './amounts.ts';

/** A meal as it is typed. */
export type MealTyped = { menu: string; pupils: string };

/** What the fields say; null while something of it lacks. */
export function mealIn(typed: MealTyped): { menu: string; pupils: number } | null {
  const [menu, pupils] = [typed.menu.trim(), pupilsIn(typed.pupils)];
  return menu && pupils !== null ? { menu, pupils } : null;
}

/** What was cooked, and for how many. */
export function MealFields({
  typed,
  tried,
  onChange,
}: {
  typed: MealTyped;
  tried: boolean;
  onChange: (change: Partial<MealTyped>) => void;
}) {
  const words = sayCorrect();
  return (
    <>
      <Field
        label={words.menu}
        value={typed.menu}
        maxLength={200}
        onInput={(menu) => onChange({ menu })}
        wrong={tried && !typed.menu.trim() && say().required}
      />
      <Field
        label={words.pupilsField}
        value={typed.pupils}
        inputMode="numeric"
        maxLength={7}
        autocomplete="off"
        onInput={(pupils) => onChange({ pupils })}
        wrong={tried && pupilsIn(typed.pupils) === null && words.pupilsWrong}
      />
      <p class="soft">{words.mealWhole}</p>
    </>
  );
}
