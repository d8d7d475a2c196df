import { useState } from 'preact/hooks';
import { askFile, Refused, SignedOut } from '../data/api.ts';
import { expired } from '../session/session.ts';
import { say } from '../words/common.ts';
import { Button, Wrong } from './controls.tsx';
import { Icon } from './icons.tsx';
import { textOf } from './refusal.tsx';
import { share } from './share.ts';

/** A paper: opened to be looked at and printed, or handed on with one tap. */
export function PaperRow({ title, path, name }: { title: string; path: string; name: string }) {
  const words = say().papers;
  const [state, setState] = useState<'ready' | 'busy' | { wrong: string }>('ready');

  async function handOn() {
    setState('busy');
    try {
      const file = new File([await askFile(path, 'GET')], name, { type: 'application/pdf' });
      await shareOrSave(file);
      setState('ready');
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      setState({ wrong: error instanceof Refused ? textOf(error.problem) : words.needsSignal });
    }
  }

  return (
    <>
      <div class="paper-row">
        <a class="button plain" href={path} target="_blank" rel="noreferrer">
          <Icon of="print" />
          <span>{title}</span>
        </a>
        <Button
          kind="plain"
          icon="share"
          busy={state === 'busy'}
          label={`${words.share} ${title}`}
          onClick={handOn}
        >
          {words.share}
        </Button>
      </div>
      {typeof state === 'object' && <Wrong>{state.wrong}</Wrong>}
    </>
  );
}

/** Where a page cannot share a file, it is saved. */
export async function shareOrSave(file: File): Promise<void> {
  if (await share({ files: [file] })) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
