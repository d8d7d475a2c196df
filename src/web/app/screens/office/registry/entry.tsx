import { useEffect, useState } from 'preact/hooks';
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
import { changedIn, type Drafts, draftsOf, isSame, merged, read, type Wrongs } from './drafts.ts';
import { FieldInputs } from './field-input.tsx';
import {
  type Entry,
  type Field,
  type FieldName,
  type Fields,
  FORMS,
  type RegistryKind,
} from './forms.ts';
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
              <ChangeForm key={entry.id} kind={kind} entry={entry} reload={data.reload} />
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
  /** Revision that the last save from here made. */
  const [saved, setSaved] = useState(0);
  const path = `/v1/registry/${kind}/${entry.id}`;
  const { revision } = entry;
  const turn = (active: boolean) =>
    turning.submit('PATCH', path, { active, revision }, () => {
      setAsked(false);
      reload();
    });

  return (
    <div>
      {!entry.active && (
        <p class="note bad">
          <span>{words.reg.inactive}</span>
        </p>
      )}
      {saved === revision && <Done>{words.saved}</Done>}
      <Form
        fields={fields}
        start={draftsOf(fields, entry)}
        revision={revision}
        saved={saved}
        onConflict={reload}
        send={(values, sending) => {
          const changed = Object.fromEntries(
            Object.entries(values).filter(
              ([name, value]) =>
                JSON.stringify(value) !== JSON.stringify(entry[name as FieldName] ?? null),
            ),
          );
          return sending.submit('PATCH', path, { ...changed, revision }, () => {
            setSaved(revision + 1);
            reload();
          });
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
  revision = 0,
  saved = 0,
  onConflict,
  send,
}: {
  fields: Fields;
  /** The entry as it is known now. */
  start: Drafts;
  revision?: number;
  saved?: number;
  onConflict?: () => void;
  send: (values: Record<string, unknown>, sending: ReturnType<typeof useSubmit>) => Promise<void>;
}) {
  const words = sayOffice();
  const [base, setBase] = useState({ start, revision, saved });
  const [drafts, setDrafts] = useState(start);
  const [others, setOthers] = useState<FieldName[]>([]);
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const outdated = revision < saved;
  // What would be changed meanwhile would be lost.
  const busy = sending.busy || outdated;
  if (saved !== base.saved && !outdated) {
    setBase({ start, revision, saved });
    setDrafts(start);
    setOthers([]);
    setTried(false);
  } else if (!isSame(start, base.start) && !busy) {
    // Somebody else has changed it, or the language is another: what was typed here stays.
    const typed = !isSame(drafts, base.start);
    const unknown = changedIn(drafts, start);
    const names = changedIn(base.start, start).filter((name) => unknown.includes(name));
    setBase({ start, revision, saved });
    setDrafts(merged(drafts, base.start, start));
    if (typed && revision !== base.revision) setOthers([...new Set([...others, ...names])]);
  }
  const isConflict = sending.problem?.code === 'revision-conflict';
  useEffect(() => {
    if (isConflict) onConflict?.();
  }, [isConflict]);
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
      {others.length > 0 && (
        <div class="note" role="alert">
          <span>
            {words.reg.others}
            <ul>
              {others.map((name) => (
                <li key={name}>
                  {words.reg.fields[name]}
                  {isReadable(fields[name]) && `: ${start[name] || '–'}`}
                </li>
              ))}
            </ul>
          </span>
        </div>
      )}
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

/** Whether what is typed says by itself what is meant, as an id does not. */
const isReadable = (field: Field | undefined) =>
  field && ['text', 'phone', 'number', 'kg', 'baht', 'day'].includes(field.of);

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
