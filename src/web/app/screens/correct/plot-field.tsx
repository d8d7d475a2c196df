import type { RegistryEntry } from '../../../../wire/registry.ts';
import { useAll } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Choice } from '../../parts/controls.tsx';
import { sayCorrect } from '../../words/correct.ts';

export type Plot = RegistryEntry<'plots'>;

/** A farmer's plots that are in use. */
export const plotsPath = (farmerId: string) =>
  `/v1/registry/plots?active=true&parentId=${farmerId}`;

export const NO_PLOT = 'none';

/** Which of the farmer's plots it was. */
export function PlotField({
  farmerId,
  value,
  onChange,
}: {
  farmerId: string;
  value: string;
  onChange: (id: string, name: string) => void;
}) {
  const words = sayCorrect();
  const plots = useAll<Plot>(plotsPath(farmerId));
  return (
    <Shown data={plots}>
      {(all) => {
        const options = [
          ...all.map(({ id, name }) => ({ value: id, text: name })),
          { value: NO_PLOT, text: words.noPlot },
        ];
        return (
          <Choice
            label={words.whats.plot}
            options={options}
            value={value}
            onChange={(id) => onChange(id, options.find((each) => each.value === id)?.text ?? '')}
          />
        );
      }}
    </Shown>
  );
}
