import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { say } from '../words/common.ts';
import { Icon, type IconName } from './icons.tsx';

type ButtonProps = {
  kind?: 'main' | 'plain' | 'danger';
  icon?: IconName;
  type?: 'button' | 'submit';
  busy?: boolean;
  onClick?: () => unknown;
  /** What is read out, where there is more to say than there is room for. */
  label?: string;
  children: ComponentChildren;
};

export function Button({
  kind = 'main',
  icon,
  type = 'button',
  busy = false,
  onClick,
  label,
  children,
}: ButtonProps) {
  return (
    <button
      class={`button ${kind}`}
      type={type}
      aria-disabled={busy}
      aria-label={label}
      onClick={() => !busy && onClick?.()}
    >
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A button that leads to another screen. */
export const LinkButton = ({
  href,
  icon,
  kind = 'main',
  children,
}: {
  href: string;
  icon?: IconName;
  kind?: 'main' | 'plain' | 'big';
  children: ComponentChildren;
}) => (
  <a class={`button ${kind}`} href={href}>
    {icon && <Icon of={icon} />}
    <span>{children}</span>
  </a>
);

type FieldProps = {
  label: string;
  value: string;
  onInput: (typed: string) => void;
  /** What is wrong with it, once the person has tried. */
  wrong?: string | false | null | undefined;
  hint?: string;
  type?: 'text' | 'tel' | 'password' | 'date' | 'time' | 'search';
  inputMode?: 'text' | 'tel' | 'numeric' | 'decimal' | 'search';
  autocomplete?: 'off' | 'username' | 'current-password';
  name?: string;
  maxLength?: number;
};

/** A line of text with its label, and below it what is wrong with it. */
export function Field({ label, value, onInput, wrong, hint, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} class="soft">
          {hint}
        </p>
      )}
      <input
        id={id}
        // Preact would have each type with its own roles.
        type={type as 'text'}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
        {...rest}
      />
      {wrong && (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          <Icon of="warning" /> {wrong}
        </p>
      )}
    </div>
  );
}

type ChoiceProps<T extends string> = {
  label: string;
  options: readonly { value: T; text: string }[];
  value: T | null;
  onChange: (value: T) => void;
  /** Its label is read out, but not shown. */
  quiet?: boolean;
};

/** One of a few: all are seen at once. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  quiet = false,
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'hidden' : ''}>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} class={option.value === value ? 'chosen' : ''}>
            <input
              type="radio"
              name={id}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A dialog over the screen for as long as it is there; then the focus is where it was before. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.focus();
  }, []);
  return dialog;
}

/** A question over the screen that has to be answered. */
export function Question({
  title,
  children,
  onClose,
}: {
  title: string;
  children: ComponentChildren;
  onClose: () => void;
}) {
  const id = useId();
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

/** What the service, or the phone, says is wrong; read out at once. */
export const Wrong = ({ children }: { children: ComponentChildren }) => (
  <p class="note bad" role="alert">
    <Icon of="warning" />
    <span>{children}</span>
  </p>
);

/** Something that was done. */
export const Done = ({ children }: { children: ComponentChildren }) => (
  <p class="note good" role="status">
    <Icon of="check" />
    <span>{children}</span>
  </p>
);

export const Loading = () => (
  <p class="note" role="status">
    <span>{say().loading} …</span>
  </p>
);
