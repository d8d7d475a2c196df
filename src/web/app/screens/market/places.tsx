import { signal } from '@preact/signals';
import type { Place } from '../../../../domain/accounts.ts';
import type { Role } from '../../../../domain/people.ts';
import type { RegistryEntry } from '../../../../wire/registry.ts';
import { Choice } from '../../parts/controls.tsx';
import { nameOf } from '../../parts/shown.ts';
import { placesOf } from '../../session/session.ts';
import { sayMarket } from '../../words/market.ts';

/** Which of several places a person has just chosen. */
const chosen = signal<string | null>(null);

/** The place that the person is at; most have one. */
export function ownPlace(role: Role): Place {
  const places = placesOf(role) as Place[];
  return places.find(({ id }) => id === chosen.value) ?? places[0]!;
}

/** Lets who looks after several places say which. */
export function OwnPlaces({
  as: role,
  entries,
}: {
  as: Role;
  entries: readonly RegistryEntry<'stalls' | 'networks'>[];
}) {
  const places = placesOf(role);
  if (places.length < 2) return null;
  return (
    <Choice
      label={sayMarket().atPlace}
      options={places.map(({ id }) => {
        const entry = entries.find((known) => known.id === id);
        return { value: id, text: entry ? nameOf(entry) : '…' };
      })}
      value={ownPlace(role).id}
      onChange={(id) => {
        chosen.value = id;
      }}
    />
  );
}
