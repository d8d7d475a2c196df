import { shownKg } from '../../parts/shown.ts';
import { sayOffice } from '../../words/office.ts';
import { columnKg } from './parts.tsx';

export type BarRow = { key: string; name: string; grams: number };

/** Weights as a table in which each row also has its bar: whoever sees no bars loses nothing. */
export function BarTable({ head, rows, total }: { head: string; rows: BarRow[]; total: number }) {
  const words = sayOffice().figures;
  const most = Math.max(1, ...rows.map(({ grams }) => grams));
  return (
    <table class="bars">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">
            {words.weight}
          </th>
          <th scope="col" class="number">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, grams }) => (
          <tr key={key}>
            <th scope="row">
              {name}
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="4" />
                <rect class={`bar-of ${key}`} width={(grams / most) * 100} height="4" />
              </svg>
            </th>
            <td class="number">{columnKg(grams)}</td>
            <td class="number soft">{total > 0 ? Math.round((grams / total) * 100) : 0}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.sum}</th>
          <td class="number">{columnKg(total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** A column a day, with its number above and its day below. */
export function Columns({ days }: { days: { day: string; label: string; grams: number }[] }) {
  const most = Math.max(1, ...days.map(({ grams }) => grams));
  return (
    <ol class="columns">
      {days.map(({ day, label, grams }) => (
        <li key={day}>
          <span class="number">{sayOffice().kg(shownKg(grams))}</span>
          <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" y="99" width="10" height="1" />
            <rect
              class="bar-of"
              y={100 - (grams / most) * 100}
              width="10"
              height={(grams / most) * 100}
            />
          </svg>
          <span>{label}</span>
        </li>
      ))}
    </ol>
  );
}
