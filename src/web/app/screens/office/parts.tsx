import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../../../wire/problems.ts';
import { ask, Refused, SignedOut, Unreachable } from '../../data/api.ts';
import { newKey } from '../../data/key.ts';
import { useData } from '../../data/use-data.ts';
import { Button, Wrong } from '../../parts/controls.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { expired, rolesOf } from '../../session/session.ts';
import { sayOffice } from '../../words/office.ts';

/** Auditors see the same as officers, and nothing that changes anything; the service would refuse it anyway. */
export const isOfficer = () => rolesOf.value.has('municipal_officer');

const inColumns = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
/** Kilograms that stand under others: 1,234.5 and 28.0 */
export const columnKg = (grams: number) => inColumns.format(grams / 1000);

type Told = { busy: boolean; problem: Problem | null; unanswered: boolean };
const QUIET: Told = { busy: false, problem: null, unanswered: false };

/**
 * One thing at a time that changes something. Asked again after no answer came, it carries the same key, so
 * that it is done once.
 */
export function useSubmit() {
  const [told, setTold] = useState<Told>(QUIET);
  const pending = useRef<{ asked: string; key: string } | null>(null);
  async function submit<T>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    /** Or what makes it, as when photos are sent first. */
    given: object | (() => Promise<object>) | undefined,
    done: (answer: T) => unknown,
  ): Promise<void> {
    setTold({ ...QUIET, busy: true });
    try {
      const body = typeof given === 'function' ? await given() : given;
      const text =
        body instanceof File
          ? `${body.name} ${body.size} ${body.lastModified}`
          : JSON.stringify(body);
      const asked = `${method} ${path} ${text}`;
      if (pending.current?.asked !== asked) pending.current = { asked, key: newKey() };
      const headers: Record<string, string> = { 'idempotency-key': pending.current.key };
      if (body) headers['content-type'] = body instanceof File ? typeOf(body) : 'application/json';
      const sent = body instanceof File ? body : text;
      const answer = await ask<T>(path, { method, headers, ...(body && { body: sent }) });
      pending.current = null;
      setTold(QUIET);
      await done(answer);
    } catch (error) {
      if (error instanceof SignedOut) expired.value = true;
      if (error instanceof Refused) {
        pending.current = null;
        setTold({ ...QUIET, problem: error.problem });
      } else if (error instanceof Unreachable) setTold({ ...QUIET, unanswered: true });
      else setTold(QUIET);
    }
  }
  return { ...told, submit, forget: () => setTold(QUIET) };
}
export type Submit = ReturnType<typeof useSubmit>;

const typeOf = ({ name }: File) =>
  /\.xlsx$/i.test(name)
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : 'text/csv';

/** Why it was not done. */
export function NotDone({ of: { problem, unanswered } }: { of: Submit }) {
  if (unanswered) return <Wrong>{sayOffice().unreachable}</Wrong>;
  return problem && <Refusal of={problem} />;
}

type Page<T> = { items: T[]; next: string | null };

/** A list that grows a page at a time, and the button that has it grow. */
export function usePages<T extends object>(path: string) {
  const data = useData<Page<T>>(path);
  const [grown, setGrown] = useState<(Page<T> & { path: string }) | null>(null);
  const more = grown?.path === path ? grown : null;
  const items = [...(data.value?.items ?? []), ...(more?.items ?? [])];
  const next = more ? more.next : (data.value?.next ?? null);
  async function load() {
    if (next === null) return;
    const cursor = `cursor=${encodeURIComponent(next)}`;
    const page = await ask<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}${cursor}`).catch(
      () => null,
    );
    if (page) setGrown({ path, items: [...(more?.items ?? []), ...page.items], next: page.next });
  }
  const button = next !== null && (
    <Button kind="plain" onClick={load}>
      {sayOffice().showMore}
    </Button>
  );
  return { data, items, hasMore: next !== null, button };
}

/** One of several that need not all be seen at once. */
export function Select({
  label,
  value,
  onChange,
  options,
  wrong,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; text: string }[];
  wrong?: string | false | undefined;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {wrong && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

/** A table that scrolls by itself where the screen is narrow, also with the keyboard. */
export const Table = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
  // biome-ignore lint/a11y/useSemanticElements: nothing is filled in
  <div class="table" role="group" aria-label={label} tabIndex={0}>
    <table>{children}</table>
  </div>
);

export const Card = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};
