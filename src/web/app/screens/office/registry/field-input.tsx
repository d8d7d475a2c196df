import { useId } from 'preact/hooks';
import { ROLE_PLACE, ROLES, type Role, type RoleAt } from '../../../../../domain/people.ts';
import { Button, Field as TextField } from '../../../parts/controls.tsx';
import { session } from '../../../session/session.ts';
import { say } from '../../../words/common.ts';
import { sayOffice } from '../../../words/office.ts';
import { Select } from '../parts.tsx';
import { CROP_UNITS, type Draft, type Drafts, type Wrongs } from './drafts.ts';
import { EntryPicker } from './entry-picker.tsx';
import type { Field, FieldName, Fields } from './forms.ts';
import { ScanInput } from './scan.tsx';

/** All fields of a kind, in the order of its description. */
export function FieldInputs({
  fields,
  drafts,
  wrongs,
  onChange,
}: {
  fields: Fields;
  drafts: Drafts;
  wrongs: Wrongs;
  onChange: (name: FieldName, draft: Draft) => void;
}) {
  return (
    <>
      {(Object.entries(fields) as [FieldName, Field][]).map(([name, field]) => (
        <FieldInput
          key={name}
          name={name}
          field={field}
          draft={drafts[name] ?? ''}
          wrongs={wrongs}
          onChange={(draft) => onChange(name, draft)}
        />
      ))}
    </>
  );
}

type InputProps = {
  name: FieldName;
  field: Field;
  draft: Draft;
  wrongs: Wrongs;
  onChange: (draft: Draft) => void;
};

function FieldInput({ name, field, draft, wrongs, onChange }: InputProps) {
  const words = sayOffice().reg;
  const wrong = wrongs[name];
  const isOptional = 'optional' in field && field.optional;
  const label = isOptional ? `${words.fields[name]} (${words.optional})` : words.fields[name];
  switch (field.of) {
    case 'flag':
      return (
        <label class="flag">
          <input
            type="checkbox"
            checked={draft === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {label}
        </label>
      );
    case 'choice':
      return (
        <Select
          label={label}
          value={String(draft)}
          onChange={onChange}
          wrong={wrong}
          options={field.options.map((value) => ({
            value,
            text: (words[field.words] as Record<string, string>)[value] ?? value,
          }))}
        />
      );
    case 'entry':
      return (
        <EntryPicker
          label={label}
          kind={field.kind}
          value={String(draft)}
          onChange={onChange}
          wrong={wrong}
          optional={isOptional === true}
        />
      );
    case 'lines':
      return <Lines label={label} value={String(draft)} onChange={onChange} />;
    case 'units':
      return (
        <Units
          label={label}
          wrong={wrong}
          value={draft as Record<string, string>}
          onChange={onChange}
        />
      );
    case 'roles':
      return <Roles label={label} value={draft as RoleAt[]} wrong={wrong} onChange={onChange} />;
    case 'scan':
      return <ScanInput label={label} value={String(draft)} onChange={onChange} />;
    case 'group':
      return (
        <fieldset class="group">
          <legend>{label}</legend>
          <FieldInputs
            fields={field.fields}
            drafts={draft as Drafts}
            wrongs={wrongs}
            onChange={(inner, next) => onChange({ ...(draft as Drafts), [inner]: next })}
          />
        </fieldset>
      );
    default:
      return (
        <TextField
          label={label}
          value={String(draft)}
          onInput={onChange}
          wrong={wrong}
          autocomplete="off"
          {...(field.of === 'day' && { hint: words.dayHint })}
          {...(field.of === 'text' && { maxLength: field.most })}
          {...(['number', 'kg', 'baht'].includes(field.of) && { inputMode: 'decimal' })}
          {...((field.of === 'phone' || field.of === 'pin') && { inputMode: 'tel' })}
        />
      );
  }
}

type Typed<T> = {
  label: string;
  value: T;
  wrong?: string | undefined;
  onChange: (value: T) => void;
};

function Lines({ label, value, onChange }: Typed<string>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={4}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

function Units({ label, value, wrong, onChange }: Typed<Record<string, string>>) {
  return (
    <fieldset class="group">
      <legend>{label}</legend>
      <div class="few">
        {CROP_UNITS.map((unit) => (
          <TextField
            key={unit}
            label={say().units[unit]}
            value={value[unit] ?? ''}
            inputMode="decimal"
            onInput={(grams) => onChange({ ...value, [unit]: grams })}
          />
        ))}
      </div>
      {wrong && <p class="wrong">{wrong}</p>}
    </fieldset>
  );
}

const KIND_OF_PLACE = { network: 'networks', stall: 'stalls', kitchen: 'kitchens' } as const;

function Roles({ label, value, wrong, onChange }: Typed<RoleAt[]>) {
  const words = sayOffice();
  const placed = (role: Role): RoleAt => {
    const kind = ROLE_PLACE[role];
    const id = kind === 'municipality' ? (session.value?.municipalityId ?? '') : '';
    return { role, place: { kind, id } };
  };
  const set = (index: number, roleAt: RoleAt) => onChange(value.with(index, roleAt));
  return (
    <fieldset class="group">
      <legend>{label}</legend>
      {value.map((roleAt, index) => (
        <div key={index} class="role">
          <Select
            label={words.reg.role}
            value={roleAt.role}
            onChange={(role) => set(index, placed(role as Role))}
            options={ROLES.map((role) => ({ value: role, text: say().roles[role] }))}
          />
          {roleAt.place.kind !== 'municipality' && (
            <EntryPicker
              label={words.reg.place}
              kind={KIND_OF_PLACE[roleAt.place.kind]}
              value={roleAt.place.id}
              onChange={(id) => set(index, { ...roleAt, place: { ...roleAt.place, id } })}
            />
          )}
          <button type="button" class="quiet" onClick={() => onChange(value.toSpliced(index, 1))}>
            {`${words.remove} ${say().roles[roleAt.role]}`}
          </button>
        </div>
      ))}
      <Button kind="plain" onClick={() => onChange([...value, placed('farmer')])}>
        {words.reg.addRole}
      </Button>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
