import { useState } from 'preact/hooks';
import { ErrorBoundary, lazy } from 'preact-iso';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import { keepDecoder, part } from '../../offline.ts';
import { Button, Done, Question, Wrong } from '../../parts/controls.tsx';
import { say } from '../../words/common.ts';
import { sayFarmer } from '../../words/farmer.ts';
import { formOf, harvestEntries } from './own.ts';

const Scanner = lazy(() => part(() => import('./label-scanner.tsx')));

/** A label from a printed roll, stuck on the crate: its code becomes that of the harvest. */
export function RollLabel({
  label,
  replaces,
  onChange,
}: {
  label: string | null;
  /** Id of the entry that is being mended: its label is its own. */
  replaces: string | undefined;
  onChange: (label: string | null) => void;
}) {
  const words = sayFarmer().rollLabel;
  const [open, setOpen] = useState(false);
  const [usedHere, setUsedHere] = useState<string | null>(null);

  function take(code: string) {
    const isUsed = harvestEntries().some(
      (entry) => entry.id !== replaces && formOf(entry).code === code,
    );
    setUsedHere(isUsed ? code : null);
    if (isUsed) return;
    onChange(code);
    setOpen(false);
  }

  if (label) {
    return (
      <>
        <Done>{words.chosen(showBatchCode(label))}</Done>
        <Button kind="plain" icon="cross" onClick={() => onChange(null)}>
          {words.without}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        kind="plain"
        icon="scan"
        onClick={() => {
          void keepDecoder();
          setOpen(true);
        }}
      >
        {words.scan}
      </Button>
      {open && (
        <Question title={words.title} onClose={() => setOpen(false)}>
          <ErrorBoundary>
            <Scanner onCode={take} />
          </ErrorBoundary>
          {usedHere && <Wrong>{words.usedHere(showBatchCode(usedHere))}</Wrong>}
          <Button kind="plain" onClick={() => setOpen(false)}>
            {say().cancel}
          </Button>
        </Question>
      )}
    </>
  );
}
