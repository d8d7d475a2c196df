import { useState } from 'preact/hooks';
import {
  LABEL_PAPER_NAMES,
  LABEL_PAPERS,
  type LabelPaper,
  type LabelPaperName,
  labelsAPage,
} from '../../../../domain/label-papers.ts';
import { arabicDigits } from '../../../../domain/thai.ts';
import { Choice, Field } from '../../parts/controls.tsx';
import { sayLead } from '../../words/lead.ts';

const KEPT = 'tonnam.label-paper';

/** The paper in the printer: it stays there, so what was chosen last is chosen. */
export function useLabelPaper(usual: LabelPaperName) {
  const [size, setSize] = useState<LabelPaperName>(
    () => LABEL_PAPER_NAMES.find((name) => name === localStorage.getItem(KEPT)) ?? usual,
  );
  const [typed, setTyped] = useState('1');
  const most = labelsAPage(size);
  const number = Number(arabicDigits(typed.trim()));
  const start = Number.isInteger(number) && number >= 1 && number <= most ? number : null;
  return {
    size,
    /** Null while what was typed is no place on the sheet. */
    start,
    typed,
    most,
    choose(name: LabelPaperName) {
      localStorage.setItem(KEPT, name);
      setSize(name);
      setTyped('1');
    },
    type: setTyped,
  };
}

/** @param labels how many are to be printed */
export function LabelPaperFields({
  paper,
  labels,
}: {
  paper: ReturnType<typeof useLabelPaper>;
  labels: number;
}) {
  const words = sayLead().labels;
  const { size, start, typed, most } = paper;
  return (
    <>
      <Choice
        label={words.paper}
        options={LABEL_PAPER_NAMES.map((name) => ({ value: name, text: words.sizes[name] }))}
        value={size}
        onChange={paper.choose}
      />
      {most > 1 && (
        <>
          <Field
            label={words.start}
            hint={words.startHint}
            value={typed}
            onInput={paper.type}
            inputMode="numeric"
            autocomplete="off"
            maxLength={2}
            wrong={start === null && words.startWrong(most)}
          />
          {start !== null && <FirstSheet size={size} start={start} labels={labels} />}
        </>
      )}
    </>
  );
}

/** Where on the first sheet the labels come. */
function FirstSheet({
  size,
  start,
  labels,
}: {
  size: LabelPaperName;
  start: number;
  labels: number;
}) {
  const { width, height, sheet }: LabelPaper = LABEL_PAPERS[size];
  if (!sheet) return null;
  const { across, down, left, top, pitch } = sheet;
  const here = Math.min(labels, across * down - start + 1);
  return (
    <svg
      class="first-sheet"
      viewBox="0 0 210 297"
      role="img"
      aria-label={sayLead().labels.onSheet(here, start)}
    >
      <rect class="paper" width="210" height="297" />
      {Array.from({ length: across * down }, (_, place) => (
        <rect
          key={place}
          class={place < start - 1 ? 'gone' : place < start - 1 + here ? 'printed' : 'free'}
          x={left + (place % across) * pitch + 1}
          y={top + Math.floor(place / across) * height + 1}
          width={width - 2}
          height={height - 2}
          rx="2"
        />
      ))}
    </svg>
  );
}
