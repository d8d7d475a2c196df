import { useEffect } from 'preact/hooks';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import type { DeliveryView } from '../../../../wire/deliveries.ts';
import type { Entry } from '../../outbox/entry.ts';
import { Shown } from '../../parts/as-of.tsx';
import { LinkButton } from '../../parts/controls.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { LineNotice } from '../../parts/line-notice.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, named, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayKitchen } from '../../words/kitchen.ts';
import { correctionOf } from '../correct/entries.ts';
import { CorrectLink } from './correct-link.tsx';
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
  const known = [...(open.value ?? []), ...(late.value?.items ?? [])].flatMap(({ lines }) => lines);
  const cropOf = (code: string) => {
    const line = known.find(({ batch }) => batch === code);
    return line ? named(line.crop) : '';
  };
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
      <Meals served={meals.value?.items ?? []} cropOf={cropOf} />
      <LinkButton icon="pot" href="/app/kitchen/cook">
        {words.meals.record}
      </LinkButton>
      <LinkButton kind="plain" icon="list" href="/app/kitchen/reports">
        {say().reports.kitchen}
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

type Meal = {
  id: string;
  menu: string;
  pupils: number;
  entry: Entry | undefined;
  /** As the book has them. */
  lines: MealLine[];
};

function Meals({ served, cropOf }: { served: MealLine[]; cropOf: (code: string) => string }) {
  const words = sayKitchen().meals;
  const all = mealsOf(served);
  if (all.length === 0) return <p>{words.none}</p>;
  return (
    <ul class="list">
      {all.map(({ id, menu, pupils, entry, lines }) => (
        <li key={id} class="card">
          <h3>{menu}</h3>
          <p>{words.forPupils(pupils.toLocaleString('en'))}</p>
          {entry && <EntryState entry={entry} />}
          {entry?.state === 'refused' && (
            <>
              <Refusal of={entry.problem} />
              <LinkButton kind="plain" icon="pencil" href={`/app/kitchen/cook?mend=${entry.id}`}>
                {sayKitchen().line.change}
              </LinkButton>
            </>
          )}
          {lines.map((line) => (
            <Cooked key={line.id} line={line} crop={cropOf(line.batch)} />
          ))}
        </li>
      ))}
    </ul>
  );
}

function Cooked({ line: { id, batch, grams }, crop }: { line: MealLine; crop: string }) {
  const correction = correctionOf(id);
  return (
    <div class="said">
      <p>
        {crop || showBatchCode(batch)} {kgOf(grams)}
        {correction && (
          <>
            <br />
            {sayCorrect().waiting}: <EntryState entry={correction} />
          </>
        )}
      </p>
      {!correction && <CorrectLink href={`${batch}/correct?entry=${id}`} />}
    </div>
  );
}

/** Today's, one for each time that somebody saved: from this phone, then from the service. */
function mealsOf(served: readonly MealLine[]): Meal[] {
  const now = today();
  const known = new Map<string, Meal>();
  for (const entry of mealEntries().filter(({ body }) => body.mealDate === now)) {
    // What became of it after it was sent, the book says.
    if (served.some(({ commandId }) => commandId === entry.id)) continue;
    const { menu, pupils } = mealForm(entry);
    known.set(entry.id, { id: entry.id, menu, pupils, entry, lines: [] });
  }
  for (const line of served.filter(({ voided, data }) => !voided && data.mealDate === now)) {
    const { commandId: id, data } = line;
    const entry = mealEntries().find((made) => made.id === id);
    const { menu, pupils } = data;
    const meal = known.get(id) ?? { id, menu, pupils, entry, lines: [] };
    known.set(id, { ...meal, lines: [...meal.lines, line] });
  }
  return [...known.values()];
}
