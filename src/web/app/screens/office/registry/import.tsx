import { useId, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { ImportIssue, ImportReport } from '../../../../../wire/imports.ts';
import { Button, Done, LinkButton, Wrong } from '../../../parts/controls.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Page } from '../../../parts/page.tsx';
import { language } from '../../../words/language.ts';
import { sayOffice } from '../../../words/office.ts';
import { NotHere } from '../../not-here.tsx';
import { isOfficer, NotDone, Table, useSubmit } from '../parts.tsx';
import type { RegistryKind } from './forms.ts';
import { addressOf, kindsShown } from './list.tsx';

/** A file is tried first; what is wrong is shown in its rows, and only a file that is right is taken over. */
export function ImportScreen() {
  const { kind } = useRoute().params as { kind: RegistryKind };
  const id = useId();
  const words = sayOffice().importing;
  const sending = useSubmit();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  if (!isOfficer() || !kindsShown().includes(kind) || kind === 'municipality') return <NotHere />;
  const path = `/v1/registry/${kind}`;

  function check(chosen: File | undefined) {
    setReport(null);
    setFile(chosen ?? null);
    if (chosen) {
      sending.submit<ImportReport>('POST', `${path}/import?dryRun=true`, chosen, setReport);
    }
  }
  const go = () =>
    file &&
    sending.submit<ImportReport>('POST', `${path}/import`, file, (taken) => {
      setReport(taken);
      setFile(null);
    });

  return (
    <Page title={words.title(sayOffice().reg.kinds[kind])} back={addressOf(kind)} wide>
      <p>{words.lead}</p>
      <div class="row">
        {(['xlsx', 'csv'] as const).map((format) => (
          <LinkButton key={format} kind="plain" icon="save" href={`${path}/template.${format}`}>
            {words.template(format.toUpperCase())}
          </LinkButton>
        ))}
      </div>
      {/* The browser's own button would speak the browser's language. */}
      <label class="button plain file" for={id}>
        <Icon of="list" />
        <span>{file ? file.name : words.file}</span>
        <input
          id={id}
          type="file"
          class="hidden"
          aria-label={words.file}
          accept=".csv,.xlsx"
          onClick={(event) => {
            // The same file, mended, is chosen again.
            event.currentTarget.value = '';
          }}
          onChange={(event) => check(event.currentTarget.files?.[0])}
        />
      </label>
      {sending.busy && <p role="status">{words.checking} …</p>}
      <NotDone of={sending} />
      {report && <Report report={report} />}
      {report?.dryRun && report.wrong === 0 && report.created + report.updated > 0 && (
        <Button busy={sending.busy} onClick={go}>
          {words.go(report.created + report.updated)}
        </Button>
      )}
    </Page>
  );
}

function Report({ report }: { report: ImportReport }) {
  const words = sayOffice().importing;
  const { dryRun, rows, created, updated, unchanged, wrong } = report;
  const counts = { rows, created, updated, unchanged, wrong };
  if (!dryRun) return <Done>{words.done(created, updated)}</Done>;
  return (
    <>
      <dl class="tiles">
        {(Object.keys(counts) as (keyof typeof counts)[]).map((name) => (
          <div key={name} class="card">
            <dt>{words[name]}</dt>
            <dd>
              <strong>{counts[name]}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {wrong > 0 ? (
        <>
          <Wrong>{words.someWrong(wrong)}</Wrong>
          <WrongRows report={report} />
        </>
      ) : (
        <Done>{created + updated > 0 ? words.allRight : words.nothingNew}</Done>
      )}
    </>
  );
}

function WrongRows({ report: { headings, wrongRows, issues, wrong } }: { report: ImportReport }) {
  const words = sayOffice().importing;
  const shown = new Set(wrongRows.map(({ line }) => line));
  const said = (issue: ImportIssue) => issue[language.value];
  const elsewhere = issues.filter(({ line }) => !shown.has(line));
  const ofCell = (line: number, heading: string) =>
    issues.filter((issue) => issue.line === line && issue.column === heading);
  return (
    <>
      {elsewhere.slice(0, 20).map((issue) => (
        <Wrong key={`${issue.line} ${issue.column} ${issue.code}`}>
          {`${words.line} ${issue.line} ${issue.column ?? ''}: ${said(issue)}`}
        </Wrong>
      ))}
      {wrongRows.length > 0 && (
        <Table label={words.problems}>
          <thead>
            <tr>
              <th scope="col" class="number">
                {words.line}
              </th>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {wrongRows.map(({ line, cells }) => (
              <tr key={line}>
                <th scope="row" class="number">
                  {line}
                  {issues
                    .filter(
                      (issue) => issue.line === line && !headings.includes(issue.column ?? ''),
                    )
                    .map((issue) => (
                      <Mistake key={issue.code}>{said(issue)}</Mistake>
                    ))}
                </th>
                {headings.map((heading, index) => {
                  const mistakes = ofCell(line, heading);
                  return (
                    <td key={heading} class={mistakes.length > 0 ? 'wrong-cell' : ''}>
                      {cells[index]}
                      {mistakes.map((issue) => (
                        <Mistake key={issue.code}>{said(issue)}</Mistake>
                      ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {wrong > wrongRows.length + 1 && (
        <p class="soft">{words.moreRows(wrong - wrongRows.length)}</p>
      )}
    </>
  );
}

const Mistake = ({ children }: { children: string }) => (
  <p class="wrong">
    <Icon of="warning" /> {children}
  </p>
);
