import type { PublicStatus } from './view.ts';

export type SignName = PublicStatus | 'unknown' | 'key';

/** What stands on each answer's disc, in the colour of the ground behind it. */
const glyphs: Record<SignName, string> = {
  passed: 'M14 25l7 7 14-15',
  waiting: 'M24 13v12l8 5',
  on_hold: 'M19 16v16M29 16v16',
  recalled: 'M17 17l14 14M31 17L17 31',
  withdrawn: 'M14 24h20',
  key: 'M11 24a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M22 24h15M35 24v7M29 24v5',
  unknown: 'M18 19a6 6 0 1 1 9 5c-2 1-3 2-3 5M24 34.5v.5',
};

/** A sign for an answer. Recalled has eight corners like a stop sign: not only its colour differs. */
export function Sign({ of }: { of: SignName }) {
  return (
    <svg class="sign" viewBox="0 0 48 48" aria-hidden="true">
      {of === 'recalled' ? (
        <path d="M14.5 1h19L47 14.5v19L33.5 47h-19L1 33.5v-19z" fill="var(--on)" />
      ) : (
        <circle cx="24" cy="24" r="23" fill="var(--on)" />
      )}
      <path
        d={glyphs[of]}
        fill="none"
        stroke="var(--ground)"
        stroke-width="5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** The product's mark: a leaf over flowing water. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 28 28"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="2.2"
    >
      <path
        d="M14 16C7 15 6 8 7 3c6 1 10 5 7 13zM14 16c1-5 4-7 8-8 0 5-3 8-8 8z"
        stroke-linejoin="round"
      />
      <path
        d="M3 20c3-2 5-2 7.5 0s5 2 7.5 0 4.5-2 7 0M6 25c2.5-2 4.5-2 7 0s5 2 8 0"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** Where the answer ends, its colour runs out as a wave. */
export function Wave() {
  return (
    <svg class="wave" viewBox="0 0 360 28" preserveAspectRatio="none" aria-hidden="true">
      <path fill="currentColor" opacity=".35" d="M0 0v14c60 16 120 16 180 4s120-12 180 4V0z" />
      <path fill="currentColor" d="M0 0v8c60 14 120 12 180 2s120-8 180 6V0z" />
    </svg>
  );
}

/** A stream that widens on its way down; the stages lie along it. */
export function Stream() {
  return (
    <svg viewBox="0 0 32 100" preserveAspectRatio="none" aria-hidden="true">
      <linearGradient id="ebb" x2="0" y2="1">
        <stop offset=".8" stop-color="currentColor" />
        <stop offset="1" stop-color="currentColor" stop-opacity="0" />
      </linearGradient>
      <path fill="url(#ebb)" d="M15 0c-4 20 3 30-1 50S8 80 4 100h24c-4-20 0-30-6-50S19 20 17 0z" />
    </svg>
  );
}
