import { useState } from 'preact/hooks';
import type { ReportJobView } from '../../../../wire/reports.ts';
import { askFile, Refused, SignedOut } from '../../data/api.ts';
import { Button, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { textOf } from '../../parts/refusal.tsx';
import { share } from '../../parts/share.ts';
import { named, shownDate, shownMoment } from '../../parts/shown.ts';
import { expired } from '../../session/session.ts';
import { sayReports } from '../../words/reports.ts';

/** A report, how far it is, and when it is done, what to do with it. */
export function ReportCard({ report }: { report: ReportJobView }) {
  const words = sayReports();
  const { subject, from, to, format, status, progress, doneAt } = report;
  return (
    <article class="card report">
      <h3>{named(subject)}</h3>
      <p>
        {words.span(shownDate(from), shownDate(to))} · {words.formats[format]}
      </p>
      {(status === 'waiting' || status === 'making') && (
        <>
          <p role="status">{status === 'waiting' ? words.waiting : words.making(progress)}</p>
          <progress max={100} value={progress} aria-label={words.making(progress)} />
          <p class="soft">{words.leave}</p>
        </>
      )}
      {status === 'failed' && <Wrong>{words.failed}</Wrong>}
      {status === 'done' && doneAt && <p class="soft">{words.made(shownMoment(doneAt))}</p>}
      {status === 'done' && <Finished report={report} />}
    </article>
  );
}

function Finished({ report: { id, name } }: { report: ReportJobView }) {
  const words = sayReports();
  const [state, setState] = useState<'ready' | 'busy' | { wrong: string }>('ready');
  const path = `/v1/reports/${id}/file`;

  async function send() {
    setState('busy');
    try {
      const blob = await askFile(path, 'GET');
      const file = new File([blob], name, { type: blob.type.split(';')[0] ?? '' });
      if (!(await share({ files: [file] }))) save(URL.createObjectURL(file), name);
      setState('ready');
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      setState({ wrong: error instanceof Refused ? textOf(error.problem) : words.needsSignal });
    }
  }

  return (
    <>
      {/* Straight from the service: a long report need not fit into the phone's memory. */}
      <a class="button main" href={path} target="_blank" rel="noreferrer">
        <Icon of="print" />
        <span>{words.open}</span>
      </a>
      <Button kind="plain" icon="share" busy={state === 'busy'} onClick={send}>
        {words.share}
      </Button>
      {typeof state === 'object' && <Wrong>{state.wrong}</Wrong>}
    </>
  );
}

/** Where a page cannot share a file, it is saved. */
function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
