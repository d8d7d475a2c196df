import { useEffect } from 'preact/hooks';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import type { Entry } from '../../outbox/entry.ts';
import { Shown } from '../../parts/as-of.tsx';
import { LinkButton, Wrong } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { LineNotice } from '../../parts/line-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { today } from '../../parts/shown.ts';
import { sayKitchen } from '../../words/kitchen.ts';
import { sayReports } from '../../words/reports.ts';
import { DeliveryCard } from './delivery-card.tsx';
import {
  isOurs,
  type MealLine,
  mealEntries,
  mealForm,
  useCookingData,
  useLateDeliveries,
  useMeals,
  useOpenDeliveries,
} from './kitchens.ts';
import { recallBegun, receiptEntry } from './receipt.ts';

/** The whole morning on one screen: what has come, then what was cooked of it. */
export function HomeScreen() {
  const words = sayKitchen();
  const open = useOpenDeliveries();
  const late = useLateDeliveries();
  const meals = useMeals();
  useEffect(() => void recallBegun(), []);
  useCookingData();
  return (
    <Page title={words.title}>
      <LineNotice />
      <Shown data={open}>
        {(deliveries) => (
          <Deliveries
            open={deliveries.filter(isOurs)}
            received={(late.value?.items ?? []).filter(
              (delivery) =>
                isOurs(delivery) && (delivery.deliverOn === today() || receiptEntry(delivery.id)),
            )}
          />
        )}
      </Shown>
      <h2>{words.meals.title}</h2>
      <Meals served={meals.value?.items ?? []} />
      <LinkButton icon="pot" href="/app/kitchen/cook">
        {words.meals.record}
      </LinkButton>
      <LinkButton kind="plain" icon="list" href="/app/kitchen/reports">
        {sayReports().door.kitchen}
      </LinkButton>
    </Page>
  );
}

function Deliveries({ open, received }: { open: DeliveryView[]; received: DeliveryView[] }) {
  // One that was received since the other list was fetched stands in both.
  const done = received.filter(({ id }) => !open.some((other) => other.id === id));
  const all = [...open].reverse();
  if (all.length + done.length === 0) return <p class="note">{sayKitchen().none}</p>;
  return (
    <ul class="list deliveries">
      {[...all, ...done].map((delivery) => (
        <li key={delivery.id}>
          <DeliveryCard delivery={delivery} />
        </li>
      ))}
    </ul>
  );
}

type Meal = { id: string; menu: string; pupils: number; entry: Entry | undefined };

function Meals({ served }: { served: MealLine[] }) {
  const words = sayKitchen().meals;
  const all = mealsOf(served);
  if (all.length === 0) return <p>{words.none}</p>;
  return (
    <ul class="list">
      {all.map(({ id, menu, pupils, entry }) => (
        <li key={id} class="card">
          <h3>{menu}</h3>
          <p>{words.forPupils(pupils.toLocaleString('en'))}</p>
          {entry && <EntryState entry={entry} />}
          {entry?.state === 'refused' && entry.problem !== 'withdrawn-before' && (
            <>
              <Wrong>{entry.problem.detail}</Wrong>
              <LinkButton kind="plain" icon="pencil" href={`/app/kitchen/cook?mend=${entry.id}`}>
                {sayKitchen().line.change}
              </LinkButton>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Today's, one for each time that somebody saved: from this phone, then from the service. */
function mealsOf(served: readonly MealLine[]): Meal[] {
  const entries = mealEntries().filter(({ body }) => body.mealDate === today());
  const lines = served.filter(({ voided, data }) => !voided && data.mealDate === today());
  const known = new Map<string, Meal>();
  for (const entry of entries) {
    const { menu, pupils } = mealForm(entry);
    known.set(entry.id, { id: entry.id, menu, pupils, entry });
  }
  for (const { commandId, data } of lines) {
    if (!known.has(commandId)) known.set(commandId, { id: commandId, ...data, entry: undefined });
  }
  return [...known.values()];
}
