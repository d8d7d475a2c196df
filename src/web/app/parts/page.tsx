import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../words/common.ts';
import { Icon } from './icons.tsx';

let opened = 0;

/** A screen: where it goes back to, what it is, and what it holds. */
export function Page({
  title,
  back,
  wide = false,
  children,
}: {
  title: string;
  back?: string;
  /** For a desktop: as wide as it likes. */
  wide?: boolean;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever listens to a screen reader hears where they are; the first page is read out anyway.
  useEffect(() => {
    if (opened++ > 0) heading.current?.focus();
  }, []);
  return (
    <main class={wide ? 'wide' : 'column'}>
      {back && (
        <a class="back" href={back}>
          <Icon of="back" />
          {say().back}
        </a>
      )}
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </main>
  );
}
