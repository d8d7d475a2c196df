import { useEffect, useState } from 'preact/hooks';
import { askFile, Refused, SignedOut } from '../../data/api.ts';
import { Button, Loading, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { shareOrSave } from '../../parts/paper-row.tsx';
import { textOf } from '../../parts/refusal.tsx';
import { expired } from '../../session/session.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';

export type Paper = { path: string; name: string; method?: 'GET' | 'POST'; body?: unknown };

/** Fetches a paper, and then opens or shares it. */
export function PaperButtons({ paper, make }: { paper: Paper | null; make: string }) {
  const words = sayLead().paper;
  const [file, setFile] = useState<{ file: File; url: string } | null>(null);
  const [state, setState] = useState<'ready' | 'busy' | { wrong: string }>('ready');
  const key = JSON.stringify(paper);
  useEffect(() => {
    setFile(null);
    setState('ready');
  }, [key]);
  useEffect(() => () => file && URL.revokeObjectURL(file.url), [file]);

  async function fetchIt() {
    if (!paper) return;
    setState('busy');
    try {
      const blob = await askFile(paper.path, paper.method ?? 'GET', paper.body);
      const made = new File([blob], paper.name, { type: 'application/pdf' });
      setFile({ file: made, url: URL.createObjectURL(made) });
      setState('ready');
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      const said = error instanceof Refused ? textOf(error.problem) : sayMarket().needsSignal;
      setState({ wrong: said ?? '' });
    }
  }

  if (file) {
    return (
      <>
        <a class="button main" href={file.url} target="_blank" rel="noreferrer">
          <Icon of="print" />
          <span>{words.open}</span>
        </a>
        <Button kind="plain" icon="share" onClick={() => shareOrSave(file.file)}>
          {words.share}
        </Button>
      </>
    );
  }
  return (
    <>
      {state === 'busy' && <Loading />}
      {typeof state === 'object' && <Wrong>{state.wrong}</Wrong>}
      {paper && (
        <Button icon="print" busy={state === 'busy'} onClick={fetchIt}>
          {make}
        </Button>
      )}
    </>
  );
}
