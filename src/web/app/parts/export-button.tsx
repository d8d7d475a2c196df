import { exported } from '../outbox/outbox.ts';
import { say } from '../words/common.ts';
import { Button } from './controls.tsx';
import { today } from './shown.ts';

/** What is not sent yet, as a file: for a phone that is to be given away, or never finds a signal. */
export const ExportButton = () => (
  <Button kind="plain" icon="save" onClick={save}>
    {say().outbox.export}
  </Button>
);

async function save(): Promise<void> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await exported());
  link.download = `tonnam-${today()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
