import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useAll } from '../../../data/use-data.ts';
import { Shown } from '../../../parts/as-of.tsx';
import { Field, LinkButton } from '../../../parts/controls.tsx';
import { Page } from '../../../parts/page.tsx';
import { sayOffice } from '../../../words/office.ts';
import { NotHere } from '../../not-here.tsx';
import { isOfficer, Select, Table, usePages } from '../parts.tsx';
import {
  COLUMNS,
  type Entry,
  type Field as FieldForm,
  type Fields,
  FORMS,
  KINDS,
  type RegistryKind,
} from './forms.ts';
import { shownValue, titleOf } from './shown.ts';

/** Kinds that may be read: whoever oversees sees no users' phones and roles. */
export const kindsShown = () => KINDS.filter((kind) => kind !== 'users' || isOfficer());
export const addressOf = (kind: RegistryKind) => `/app/office/registry/${kind}`;

export function RegistryScreen() {
  const kind = (useRoute().params.kind || 'networks') as RegistryKind;
  if (!kindsShown().includes(kind)) return <NotHere />;
  return <List key={kind} kind={kind} />;
}

type InUse = 'true' | 'false' | '';

function List({ kind }: { kind: RegistryKind }) {
  const words = sayOffice();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState<InUse>('true');
  const query = new URLSearchParams({
    ...(search.trim() && { search }),
    ...(active && { active }),
  });
  const { data, items, button } = usePages<Entry>(`/v1/registry/${kind}?${query}`);
  return (
    <Page title={words.reg.kinds[kind]} wide>
      <nav class="kinds" aria-label={words.registry}>
        {kindsShown().map((other) => (
          <a key={other} href={addressOf(other)} aria-current={other === kind ? 'page' : undefined}>
            {words.reg.kinds[other]}
          </a>
        ))}
      </nav>
      <div class="row tools">
        <Field label={words.reg.search} type="search" value={search} onInput={setSearch} />
        <Select
          label={words.reg.inUse}
          value={active}
          onChange={(value) => setActive(value as InUse)}
          options={[
            { value: 'true', text: words.reg.active },
            { value: 'false', text: words.reg.inactive },
            { value: '', text: words.all },
          ]}
        />
        {isOfficer() && kind !== 'municipality' && (
          <>
            <LinkButton href={`${addressOf(kind)}/new`}>
              {words.reg.newOne(words.reg.kinds[kind])}
            </LinkButton>
            <LinkButton kind="plain" href={`${addressOf(kind)}/import`}>
              {words.reg.import}
            </LinkButton>
          </>
        )}
      </div>
      <Shown data={data}>
        {() =>
          items.length === 0 ? (
            <p role="status">{words.reg.nothing}</p>
          ) : (
            <>
              <Entries kind={kind} entries={items} />
              {button}
            </>
          )
        }
      </Shown>
    </Page>
  );
}

const NUMERIC = ['number', 'kg', 'baht'];

function Entries({ kind, entries }: { kind: RegistryKind; entries: Entry[] }) {
  const words = sayOffice().reg;
  const form: Fields = FORMS[kind];
  const columns = COLUMNS[kind].map((name) => ({ name, field: form[name] as FieldForm }));
  const referred = columns.find(({ field }) => field.of === 'entry')?.field as
    | { kind: RegistryKind }
    | undefined;
  const others = useAll<Entry>(referred ? `/v1/registry/${referred.kind}` : null);
  const nameOfEntry = (id: string) => {
    const entry = others.value?.find((each) => each.id === id);
    return entry ? titleOf(entry) : '…';
  };
  const numeric = ({ field }: (typeof columns)[number]) =>
    NUMERIC.includes(field.of) ? 'number' : '';
  return (
    <Table label={words.kinds[kind]}>
      <thead>
        <tr>
          <th scope="col">{kind === 'certificates' ? words.fields.number : words.fields.name}</th>
          {columns.map((column) => (
            <th key={column.name} scope="col" class={numeric(column)}>
              {words.fields[column.name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} class={entry.active ? '' : 'not-active'}>
            <th scope="row">
              <a href={`${addressOf(kind)}/${entry.id}`}>{titleOf(entry)}</a>
              {!entry.active && <span class="soft"> ({words.inactive})</span>}
            </th>
            {columns.map((column) => (
              <td key={column.name} class={numeric(column)}>
                {shownValue(column.field, entry[column.name], nameOfEntry)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
