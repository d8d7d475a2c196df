import { useId, useRef, useState } from 'preact/hooks';
import { useData } from '../../../data/use-data.ts';
import { sayOffice } from '../../../words/office.ts';
import type { Entry, RegistryKind } from './forms.ts';
import { titleOf } from './shown.ts';

const MOST = 8;

/** One entry of the registry, found by typing a part of its name. */
export function EntryPicker({
  label,
  kind,
  value,
  onChange,
  wrong,
  optional = false,
}: {
  label: string;
  kind: RegistryKind;
  /** Its id; empty for none. */
  value: string;
  onChange: (id: string) => void;
  wrong?: string | undefined;
  optional?: boolean;
}) {
  const words = sayOffice();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const change = useRef<HTMLButtonElement>(null);
  const chosen = useData<Entry>(value ? `/v1/registry/${kind}/${value}` : null);
  const isOpen = typed !== null || !value;
  const search = `active=true&limit=${MOST}&search=${encodeURIComponent(typed ?? '')}`;
  const found = useData<{ items: Entry[] }>(isOpen ? `/v1/registry/${kind}?${search}` : null);

  function choose(entry: string) {
    onChange(entry);
    setTyped(null);
    // The list that had the focus is gone.
    requestAnimationFrame(() => change.current?.focus());
  }

  if (!isOpen) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: nothing is filled in here
      <div class="field picker" role="group" aria-labelledby={id}>
        <span id={id} class="label">
          {label}
        </span>
        <div class="row">
          <strong>{chosen.value ? titleOf(chosen.value) : '…'}</strong>
          <button ref={change} type="button" class="quiet" onClick={() => setTyped('')}>
            {words.change}
          </button>
          {optional && (
            <button type="button" class="quiet" onClick={() => onChange('')}>
              {words.remove}
            </button>
          )}
        </div>
      </div>
    );
  }
  const items = found.value?.items ?? [];
  const isListed = typed !== null && items.length > 0;
  /** Up and down the matches with the arrows, from the field and back to it. */
  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = (event.currentTarget as Element).querySelectorAll<HTMLElement>('input, button');
    const at = [...stops].indexOf(document.activeElement as HTMLElement);
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  }
  const leave = (event: FocusEvent) => {
    const within = event.currentTarget as Element;
    if (!within.contains(event.relatedTarget as Node | null)) setTyped(null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a field and what it finds, no form of its own
    <div class="field picker" role="group" aria-label={label} onKeyDown={walk} onFocusOut={leave}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        // biome-ignore lint/a11y/noRedundantRoles: the browser has no list for it
        role="combobox"
        list={undefined}
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={isListed ? `${id}-list` : undefined}
        autocomplete="off"
        value={typed ?? ''}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onFocus={() => setTyped((now) => now ?? '')}
      />
      {wrong && (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
      )}
      {isListed && (
        <div id={`${id}-list`} class="matches" role="listbox" aria-label={label}>
          {items.map((entry) => (
            <button
              key={entry.id}
              type="button"
              role="option"
              aria-selected="false"
              tabIndex={-1}
              class="quiet"
              onClick={() => choose(entry.id)}
            >
              {titleOf(entry)}
            </button>
          ))}
        </div>
      )}
      {typed !== null && found.value && items.length === 0 && (
        <p role="status">{words.reg.noMatches}</p>
      )}
    </div>
  );
}
