import { useState } from 'preact/hooks';
import { keep, kept } from '../data/small.ts';
import { say } from '../words/common.ts';
import { Button } from './controls.tsx';

/** LINE's own browser: no service worker, no downloads, and on some phones no camera. */
export const isLine = /\bLine\//i.test(navigator.userAgent);

/** Asks to open outside LINE; LINE does it for an address that says so. */
export function LineNotice() {
  const [stays, setStays] = useState(kept('stay-in-line') === 'yes');
  if (!isLine || stays) return null;
  const words = say().line;
  const outside = new URL(location.href);
  outside.searchParams.set('openExternalBrowser', '1');
  return (
    <section class="card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.lead}</p>
      <a class="button main" href={outside.href} target="_blank" rel="noreferrer">
        <span>{words.open}</span>
      </a>
      <p class="soft">{words.fails}</p>
      <Button
        kind="plain"
        onClick={() => {
          keep('stay-in-line', 'yes');
          setStays(true);
        }}
      >
        {words.stay}
      </Button>
    </section>
  );
}
