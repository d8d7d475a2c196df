import type { ComponentChildren } from 'preact';

/** What something is, a line for each that is known: name and value. */
export const Facts = ({
  of,
}: {
  of: readonly (readonly [name: string, value: ComponentChildren | null | undefined])[];
}) => (
  <dl class="facts">
    {of.map(
      ([name, value]) =>
        value && (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
    )}
  </dl>
);
