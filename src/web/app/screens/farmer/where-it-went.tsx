import { mealsIn } from '../../../../domain/batch/meals.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { DeliveryPapers, deliveriesOf } from '../../parts/delivery-papers.tsx';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { kgOf, named, shownDay, shownMoment } from '../../parts/shown.ts';
import { sayFarmer } from '../../words/farmer.ts';

const icons: Partial<Record<string, IconName>> = {
  network: 'basket',
  transit: 'truck',
  kitchen: 'school',
  cooked: 'school',
  missing: 'warning',
  mix: 'mix',
  discarded: 'cross',
};

type Meal = { kitchenId: string; menu: string; mealDate: string; pupils: number };

/** Every kilogram of the harvest: where it is or ended, and how many pupils ate of it. */
export function WhereItWent({ batch }: { batch: BatchDetail }) {
  const words = sayFarmer().went;
  const paid = deliveriesOf(batch).filter(({ status }) => status === 'received');
  return (
    <section>
      <h2>{words.title}</h2>
      {!batch.balances.some(isSomewhere) && <p>{words.nowhere}</p>}
      <Places of={batch} outputs={batch.outputs} meals={mealsOf(batch)} />
      {paid.length > 0 && <h3>{words.payment}</h3>}
      {paid.map((delivery) => (
        <div key={delivery.id}>
          <p class="soft">{delivery.by && `${named(delivery.by)} · ${shownMoment(delivery.at)}`}</p>
          <DeliveryPapers delivery={delivery} papers={['payments']} />
        </div>
      ))}
    </section>
  );
}

type Balance = BatchDetail['balances'][number];
type Output = BatchDetail['outputs'][number];

const isSomewhere = ({ group, grams }: Balance) => group !== 'origin' && grams > 0;

/** Where a batch is; of what was mixed with others, where all of that is, and so on. */
function Places({
  of: { balances },
  outputs,
  meals,
}: {
  of: { balances: Balance[] };
  outputs: Output[];
  meals: Meal[];
}) {
  const words = sayFarmer().went;
  return (
    <ul class="list went">
      {balances.filter(isSomewhere).map(({ account, kind, grams, place }) => {
        const mixed = outputs.find(({ batch }) => account === `mix/${batch}`);
        return (
          <li key={account} class="card">
            <Icon of={icons[kind] ?? 'basket'} />
            <div>
              <b>
                {words[kind as 'network']} {kind !== 'network' && place && named(place)}
                {mixed?.shownCode}
              </b>
              <span> {kgOf(grams)}</span>
              {kind === 'cooked' && (
                <Meals meals={meals.filter(({ kitchenId }) => account === `cooked/${kitchenId}`)} />
              )}
              {mixed && (
                <>
                  <p class="soft">{words.whole(kgOf(sumOf(mixed)))}</p>
                  <Places of={mixed} outputs={outputs} meals={mixed.meals} />
                </>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const sumOf = ({ balances }: Output) =>
  balances.filter(isSomewhere).reduce((sum, { grams }) => sum + grams, 0);

function Meals({ meals }: { meals: Meal[] }) {
  const words = sayFarmer().went;
  const pupils = meals.reduce((sum, meal) => sum + meal.pupils, 0);
  return (
    <>
      {meals.map(({ menu, mealDate }) => (
        <p key={`${menu} ${mealDate}`}>{words.meal(menu, shownDay(mealDate))}</p>
      ))}
      <p class="ate">{words.ate(pupils.toLocaleString('en'))}</p>
    </>
  );
}

/** Meals of the batch that stand. */
function mealsOf({ history }: BatchDetail): Meal[] {
  const meals = mealsIn(history);
  return history
    .filter(({ voided }) => !voided)
    .flatMap(({ id }) => meals.get(id) ?? [])
    .map(({ place, ...meal }) => ({ ...meal, kitchenId: place.id }));
}
