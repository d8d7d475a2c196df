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
  discarded: 'cross',
};

type Meal = { place: { id: string }; menu: string; mealDate: string; pupils: number };

/** Every kilogram of the harvest: where it is or ended, and how many pupils ate of it. */
export function WhereItWent({ batch }: { batch: BatchDetail }) {
  const words = sayFarmer().went;
  const paid = deliveriesOf(batch).filter(({ status }) => status === 'received');
  const lines = batch.balances.filter(({ group, grams }) => group !== 'origin' && grams > 0);
  return (
    <section>
      <h2>{words.title}</h2>
      {lines.length === 0 && <p>{words.nowhere}</p>}
      <ul class="list went">
        {lines.map(({ account, kind, grams, place }) => (
          <li key={account} class="card">
            <Icon of={icons[kind] ?? 'basket'} />
            <div>
              <b>
                {words[kind as 'network']} {kind !== 'network' && place && named(place)}
              </b>
              <span> {kgOf(grams)}</span>
              {kind === 'cooked' && <Meals meals={mealsAt(batch, account)} />}
            </div>
          </li>
        ))}
      </ul>
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

/** Meals that stand, of the kitchen whose account this is: `cooked/{kitchen}`. */
const mealsAt = ({ history }: BatchDetail, account: string): Meal[] =>
  history
    .filter(({ type, voided }) => type === 'cooked' && !voided)
    .map(({ data }) => data as Meal)
    .filter(({ place }) => account === `cooked/${place.id}`);
