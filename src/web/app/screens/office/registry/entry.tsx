import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Problem } from '../../../../../wire/problems.ts';
import { useData } from '../../../data/use-data.ts';
import { Shown } from '../../../parts/as-of.tsx';
import { Button, Done, Question, Wrong } from '../../../parts/controls.tsx';
import { Page } from '../../../parts/page.tsx';
import { isPreparing } from '../../../pictures/shrunk.ts';
import { say } from '../../../words/common.ts';
import { sayOffice } from '../../../words/office.ts';
import { NotHere } from '../../not-here.tsx';
import { isOfficer, NotDone, useSubmit } from '../parts.tsx';
import { PersonAccess } from './access.tsx';
import { Changes } from './changes.tsx';
import { type Drafts, draftsOf, read, type Wrongs } from './drafts.ts';
import { FieldInputs } from './field-input.tsx';
import { type Entry, type FieldName, type Fields, FORMS, type RegistryKind } from './forms.ts';
import { addressOf, kindsShown } from './list.tsx';
import { Scan } from './scan.tsx';
import { shownValue, titleOf } from './shown.ts';

/** An entry as it is, to be changed by an officer. */
export function EntryScreen() {
  const { kind, id } = useRoute().params as { kind: RegistryKind; id: string };
  const known = kindsShown().includes(kind);
  const data = useData<Entry>(known ? `/v1/registry/${kind}/${id}` : null);
  if (!known) return <NotHere />;
  return (
    <Page
      title={data.value ? titleOf(data.value) : sayOffice().reg.kinds[kind]}
      back={addressOf(kind)}
      wide
    >
      <Shown data={data}>
        {(entry) => (
          <div class="cards">
            {isOfficer() ? (
              <ChangeForm key={entry.revision} kind={kind} entry={entry} reload={data.reload} />
            ) : (
              <Facts kind={kind} entry={entry} />
            )}
            <div>
              {kind === 'users' && <PersonAccess user={entry} />}
              {kind === 'certificates' && <Scan entry={entry} />}
              <Changes kind={kind} entry={entry} />
            </div>
          </div>
        )}
      </Shown>
    </Page>
  );
}

export function NewEntryScreen() {
  const { kind } = useRoute().params as { kind: RegistryKind };
  const words = sayOffice().reg;
  const { route } = useLocation();
  if (!kindsShown().includes(kind) || !isOfficer()) return <NotHere />;
  const fields: Fields = { ...FORMS[kind], ...(kind === 'users' && { pin: { of: 'pin' } }) };
  return (
    <Page title={words.newOne(words.kinds[kind])} back={addressOf(kind)} wide>
      <Form
        fields={fields}
        start={draftsOf(fields, {})}
        send={(values, sending) =>
          sending.submit<{ id: string }>('POST', `/v1/registry/${kind}`, values, ({ id }) =>
            route(`${addressOf(kind)}/${id}`, true),
          )
        }
      />
    </Page>
  );
}

let savedRevision = '';

function ChangeForm({
  kind,
  entry,
  reload,
}: {
  kind: RegistryKind;
  entry: Entry;
  reload: () => void;
}) {
  const words = sayOffice();
  const fields: Fields = FORMS[kind];
  const turning = useSubmit();
  const [asked, setAsked] = useState(false);
  const [outdated, setOutdated] = useState(false);
  const path = `/v1/registry/${kind}/${entry.id}`;
  const { revision } = entry;
  const saved = () => {
    // The form is made anew from what was saved, and says so.
    savedRevision = `${entry.id} ${revision + 1}`;
    setOutdated(true);
    setAsked(false);
    reload();
  };
  const turn = (active: boolean) => turning.submit('PATCH', path, { active, revision }, saved);

  return (
    <div>
      {!entry.active && (
        <p class="note bad">
          <span>{words.reg.inactive}</span>
        </p>
      )}
      {savedRevision === `${entry.id} ${revision}` && <Done>{words.saved}</Done>}
      <Form
        fields={fields}
        start={draftsOf(fields, entry)}
        outdated={outdated}
        send={(values, sending) => {
          const changed = Object.fromEntries(
            Object.entries(values).filter(
              ([name, value]) =>
                JSON.stringify(value) !== JSON.stringify(entry[name as FieldName] ?? null),
            ),
          );
          return sending.submit('PATCH', path, { ...changed, revision }, saved);
        }}
      />
      <NotDone of={turning} />
      {kind !== 'municipality' &&
        (entry.active ? (
          <Button kind="danger" onClick={() => setAsked(true)}>
            {words.reg.deactivate}
          </Button>
        ) : (
          <Button kind="plain" busy={turning.busy} onClick={() => turn(true)}>
            {words.reg.reactivate}
          </Button>
        ))}
      {asked && (
        <Question title={words.reg.deactivateSure(titleOf(entry))} onClose={() => setAsked(false)}>
          <p>{words.reg.deactivateLead}</p>
          <NotDone of={turning} />
          <Button kind="danger" busy={turning.busy} onClick={() => turn(false)}>
            {words.reg.deactivate}
          </Button>
          <Button kind="plain" onClick={() => setAsked(false)}>
            {say().cancel}
          </Button>
        </Question>
      )}
    </div>
  );
}

function Form({
  fields,
  start,
  outdated = false,
  send,
}: {
  fields: Fields;
  start: Drafts;
  /** It is saved, and will be made anew from what was. */
  outdated?: boolean;
  send: (values: Record<string, unknown>, sending: ReturnType<typeof useSubmit>) => Promise<void>;
}) {
  const words = sayOffice();
  const [drafts, setDrafts] = useState(start);
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  // What would be changed meanwhile would be lost.
  const busy = sending.busy || outdated;
  const { values, wrongs } = read(fields, drafts);
  const refused = wrongsOf(sending.problem);
  const shown: Wrongs = tried ? { ...refused, ...wrongs } : refused;
  const count = Object.keys(shown).length;

  function save(event: Event) {
    event.preventDefault();
    if (busy || isPreparing.value) return;
    setTried(true);
    if (Object.keys(wrongs).length === 0) return send(values, sending);
  }

  return (
    <form class="card form" onSubmit={save} noValidate>
      <fieldset class="fields" disabled={busy}>
        <FieldInputs
          fields={fields}
          drafts={drafts}
          wrongs={shown}
          onChange={(name, draft) => setDrafts((now) => ({ ...now, [name]: draft }))}
        />
      </fieldset>
      {count > 0 ? <Wrong>{words.reg.unsaved}</Wrong> : <NotDone of={sending} />}
      <Button type="submit" busy={busy || isPreparing.value}>
        {busy ? words.sending : say().save}
      </Button>
    </form>
  );
}

/** What the service says is wrong, field by field: `body.phone` is about the phone. */
function wrongsOf(problem: Problem | null): Wrongs {
  const errors = (problem?.errors ?? []) as { path: string; message: string }[];
  return Object.fromEntries(
    errors.map(({ path, message }) => {
      const [, field, inner] = path.split('.');
      return [field === 'settings' ? inner : field, message];
    }),
  );
}

function Facts({ kind, entry }: { kind: RegistryKind; entry: Entry }) {
  const words = sayOffice().reg;
  const fields: Fields = FORMS[kind];
  const simple = Object.entries(fields).filter(
    ([, { of }]) => !['group', 'units', 'entry'].includes(of),
  );
  return (
    <div class="card">
      <dl class="facts">
        {simple.map(([name, field]) => (
          <div key={name}>
            <dt>{words.fields[name as FieldName]}</dt>
            <dd>{shownValue(field, entry[name as FieldName], String)}</dd>
          </div>
        ))}
      </dl>
      {!entry.active && <p class="soft">{words.inactive}</p>}
    </div>
  );
}
