import { useState } from 'preact/hooks';
import { sortKey } from '../../../../domain/thai.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';
import { Field } from '../../parts/controls.tsx';
import { CropPicture } from '../../parts/crop-picture.tsx';
import { nameOf } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { type Crop, lastCrops } from './own.ts';

/** The last six as pictures, then all of them with a search. */
export function CropStep({
  crops,
  batches,
  onChoose,
}: {
  crops: Crop[];
  batches: readonly BatchSummary[];
  onChoose: (crop: Crop) => void;
}) {
  const words = sayFarmer().crop;
  const [typed, setTyped] = useState('');
  const byId = new Map(crops.map((crop) => [crop.id, crop]));
  const last = lastCrops(batches)
    .map((id) => byId.get(id))
    .filter((crop): crop is Crop => crop !== undefined);
  const wanted = typed.trim().toLowerCase();
  const found = crops
    .filter(({ nameTh, nameEn }) => `${nameTh} ${nameEn}`.toLowerCase().includes(wanted))
    .sort((a, b) => (sortKey(nameOf(a)) < sortKey(nameOf(b)) ? -1 : 1));
  return (
    <>
      {last.length > 0 && (
        <section>
          <h2>{words.last}</h2>
          <ul class="crops">
            {last.map((crop) => (
              <CropButton key={crop.id} crop={crop} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.all}</h2>
        <Field
          label={words.search}
          value={typed}
          onInput={setTyped}
          type="search"
          autocomplete="off"
        />
        {found.length === 0 && <p role="status">{say().nothingFound}</p>}
        <ul class="crops">
          {found.map((crop) => (
            <CropButton key={crop.id} crop={crop} onChoose={onChoose} />
          ))}
        </ul>
      </section>
    </>
  );
}

/** Two names of one crop, such as บวบหอม/บวบเหลี่ยม, may stand on two lines. */
const breakable = (name: string) =>
  name.split(/(?<=\/)/).flatMap((part) => [part, <wbr key={part} />]);

const CropButton = ({ crop, onChoose }: { crop: Crop; onChoose: (crop: Crop) => void }) => (
  <li>
    <button type="button" onClick={() => onChoose(crop)}>
      <CropPicture crop={crop} />
      <span>{breakable(nameOf(crop))}</span>
    </button>
  </li>
);
