import { Shown } from '../../../parts/as-of.tsx';
import { shownMoment } from '../../../parts/shown.ts';
import { sayOffice } from '../../../words/office.ts';
import { useUserNames } from '../names.ts';
import { Card, usePages } from '../parts.tsx';
import type { Entry, FieldName, RegistryKind } from './forms.ts';

type Said = Record<string, unknown>;
type Change = { at: string; by: string | null; before: Said | null; after: Said };

/** Who changed what, and when. */
export function Changes({ kind, entry }: { kind: RegistryKind; entry: Entry }) {
  const words = sayOffice().reg;
  // The revision has it read again when something was changed.
  const path = `/v1/registry/${kind}/${entry.id}/changes?limit=${20 + (entry.revision % 10)}`;
  const { data, items, button } = usePages<Change>(path);
  const names = useUserNames(items.map(({ by }) => by));
  const labels = words.fields as Record<string, string>;
  const changed = ({ before, after }: Change) =>
    before === null
      ? words.created
      : Object.keys(after)
          .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
          .map((name) =>
            name === 'active'
              ? after.active
                ? words.reactivate
                : words.deactivate
              : (labels[name as FieldName] ?? name),
          )
          .join(', ');
  return (
    <Card title={words.changes}>
      <Shown data={data}>
        {() => (
          <ul class="lines">
            {items.map((change) => (
              <li key={`${change.at} ${changed(change)}`}>
                {changed(change)}
                <br />
                <span class="soft">
                  {shownMoment(change.at)}
                  {' · '}
                  {change.by ? (names[change.by] ?? change.by.slice(-6)) : words.byInstallation}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {button}
    </Card>
  );
}
