import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Entry } from '../../outbox/entry.ts';
import { NotKept, queue } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Question, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { amountOf, Keypad } from '../../parts/keypad.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named, nameOf, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayKitchen } from '../../words/kitchen.ts';
import { pupilsIn } from '../correct/amounts.ts';
import {
  type Goods,
  goodsOf,
  kitchenIds,
  type MealForm,
  mealEntries,
  mealForm,
  useHeld,
  useKitchens,
  useMeals,
  useSchools,
} from './kitchens.ts';
import { isHeld } from './receipt.ts';

const KG = [{ unit: 'kg', gramsPerUnit: 1000 }] as const;

/** What was cooked of what is here, and for how many. */
export function CookScreen() {
  const words = sayKitchen().cook;
  const { mend } = useRoute().query;
  const mended = mend ? mealEntries().find(({ id }) => id === mend) : undefined;
  const ids = kitchenIds();
  const [chosen, setChosen] = useState<string | null>(null);
  const kitchens = useKitchens();
  const kitchenId = chosen ?? (mended ? mealForm(mended).kitchenId : ids[0]);
  // The outbox may not have been read yet.
  if (!kitchenId || (mend && !mended)) return <Page title={words.title} back="/app/kitchen" />;
  return (
    <Page title={words.title} back="/app/kitchen">
      {ids.length > 1 && (
        <Choice
          label={words.kitchen}
          options={ids.map((value) => {
            const known = kitchens.value?.find(({ id }) => id === value);
            return { value, text: known ? nameOf(known) : value };
          })}
          value={kitchenId}
          onChange={setChosen}
        />
      )}
      <Form key={kitchenId} kitchenId={kitchenId} mended={mended} />
    </Page>
  );
}

function Form({ kitchenId, mended }: { kitchenId: string; mended: Entry | undefined }) {
  const words = sayKitchen().cook;
  const { route } = useLocation();
  const held = useHeld(kitchenId);
  const usual = useUsual(kitchenId);
  const before = mended && mealForm(mended);
  const [menu, setMenu] = useState(before?.menu ?? '');
  const [pupils, setPupils] = useState(before ? String(before.pupils) : '');
  const [uses, setUses] = useState<Record<string, number>>(() =>
    Object.fromEntries((before?.lines ?? []).map(({ batch, grams }) => [batch, grams])),
  );
  const [parting, setParting] = useState<Goods | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<NotKept['reason'] | null>(null);

  const goods = goodsOf(kitchenId, held.value ?? [], mended?.id);
  const count = pupilsIn(pupils || String(usual.pupils ?? ''));
  const lines = goods
    .filter(({ batch, status }) => uses[batch] && !isHeld(batch, status))
    .map(({ batch, grams }) => ({ batch, grams: Math.min(uses[batch]!, grams) }));

  async function save() {
    setTried(true);
    if (!menu.trim() || count === null || lines.length === 0 || busy) return;
    setBusy(true);
    const form: MealForm = { kitchenId, menu: menu.trim(), pupils: count, lines };
    const { forPupils } = sayKitchen().meals;
    try {
      await queue(
        {
          kind: 'meal.record',
          title: `${form.menu} · ${forPupils(count.toLocaleString('en'))}`,
          path: '/v1/meals',
          body: {
            kitchenId,
            menu: form.menu,
            mealDate: today(),
            pupils: count,
            lines: lines.map(({ batch, grams }) => ({
              batch,
              amount: { quantity: grams / 1000, unit: 'kg' },
            })),
            recordedAt: new Date().toISOString(),
          },
          form,
        },
        mended?.id,
      );
      route('/app/kitchen', true);
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      setFailure(error.reason);
      setBusy(false);
    }
  }

  const use = ({ batch, grams }: Goods) => {
    const { [batch]: was, ...others } = uses;
    setUses(was ? others : { ...others, [batch]: grams });
  };

  return (
    <>
      {mended?.state === 'refused' && <Refusal of={mended.problem} />}
      <h2>{words.goods}</h2>
      <Shown data={held}>
        {() =>
          goods.length === 0 ? (
            <p class="note">{words.empty}</p>
          ) : (
            <ul class="list goods">
              {goods.map((one) => (
                <li key={one.batch}>
                  <Use one={one} grams={uses[one.batch]} onUse={use} onPart={setParting} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {tried && lines.length === 0 && goods.length > 0 && <Wrong>{words.goodsMissing}</Wrong>}
      <Field
        label={words.menu}
        value={menu}
        onInput={setMenu}
        maxLength={200}
        wrong={tried && !menu.trim() && words.menuMissing}
      />
      {usual.menus.length > 0 && (
        <fieldset class="choice">
          <legend class="soft">{words.before}</legend>
          <div>
            {usual.menus.map((name) => (
              <button key={name} type="button" class="chip" onClick={() => setMenu(name)}>
                {name}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <Field
        label={words.pupils}
        value={pupils || String(usual.pupils ?? '')}
        onInput={setPupils}
        inputMode="numeric"
        maxLength={7}
        autocomplete="off"
        wrong={tried && count === null && words.pupilsMissing}
      />
      {failure && <Wrong>{say().outbox[failure]}</Wrong>}
      <Button icon="check" busy={busy} onClick={save}>
        {words.save}
      </Button>
      {parting && (
        <PartQuestion
          one={parting}
          onPart={(grams) => {
            setUses({ ...uses, [parting.batch]: grams });
            setParting(null);
          }}
          onClose={() => setParting(null)}
        />
      )}
    </>
  );
}

function Use({
  one,
  grams,
  onUse,
  onPart,
}: {
  one: Goods;
  grams: number | undefined;
  onUse: (one: Goods) => void;
  onPart: (one: Goods) => void;
}) {
  const words = sayKitchen().cook;
  const name = named(one.crop);
  if (isHeld(one.batch, one.status)) {
    return (
      <div class="card">
        <p class="held">
          <Icon of="pause" /> {words.held}
        </p>
        <h3>
          {name} <span class="weight">{kgOf(one.grams)}</span>
        </h3>
        <p class="soft">{one.shownCode}</p>
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        class={`card use${grams ? ' chosen' : ''}`}
        aria-pressed={Boolean(grams)}
        onClick={() => onUse(one)}
      >
        <span class="tick">{grams && <Icon of="check" />}</span>
        <span>
          <b>{words.use(name, kgOf(one.grams))}</b>
          <span class="soft">{one.shownCode}</span>
          {grams && <span>{words.uses(kgOf(Math.min(grams, one.grams)))}</span>}
        </span>
      </button>
      {grams && (
        <button type="button" class="change" onClick={() => onPart(one)}>
          <Icon of="pencil" />
          {words.part}
        </button>
      )}
    </>
  );
}

function PartQuestion({
  one,
  onPart,
  onClose,
}: {
  one: Goods;
  onPart: (grams: number) => void;
  onClose: () => void;
}) {
  const words = sayKitchen().cook;
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const kg = amountOf(typed);
  const grams = kg === null ? 0 : Math.round(kg * 1000);
  const right = grams >= 1 && grams <= one.grams;
  return (
    <Question title={words.partTitle(named(one.crop))} onClose={onClose}>
      <Keypad value={typed} onChange={setTyped} unit="kg" units={KG} onUnit={() => {}} />
      {tried && !right && <Wrong>{words.notThere(kgOf(one.grams))}</Wrong>}
      <Button
        icon="check"
        onClick={() => {
          setTried(true);
          if (right) onPart(grams);
        }}
      >
        {say().save}
      </Button>
      <Button kind="plain" onClick={onClose}>
        {say().cancel}
      </Button>
    </Question>
  );
}

const FEW = 4;

/** What was cooked lately, and for how many the last time; the first time, for the whole school. */
function useUsual(kitchenId: string): { menus: string[]; pupils: number | null } {
  const kitchens = useKitchens();
  const schools = useSchools();
  const served = (useMeals().value?.items ?? [])
    .filter(({ voided, data }) => !voided && data.place.id === kitchenId)
    .map(({ data }) => data);
  const meals = [...mealEntries().map(mealForm), ...served];
  const schoolId = kitchens.value?.find(({ id }) => id === kitchenId)?.schoolId;
  const school = schools.value?.find(({ id }) => id === schoolId);
  return {
    menus: [...new Set(meals.map(({ menu }) => menu))].slice(0, FEW),
    pupils: meals[0]?.pupils ?? school?.pupils ?? null,
  };
}
