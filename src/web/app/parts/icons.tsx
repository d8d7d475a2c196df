import type { ComponentChildren } from 'preact';

/** Drawn with the same pen: 24 × 24, a line of 2, round ends. Beside words, never instead of them. */
function Drawing({ children }: { children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const lines = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  check: 'M5 13l5 5L20 7',
  cross: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  pause: 'M9 6v12M15 6v12',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  send: 'M4 12l16-8-5 16-4-6-7-2zM11 14l9-10',
  truck:
    'M3 6h11v10H3zM14 10h4l3 3v3h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.01',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-7 8-7s7 2 8 7',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
  erase: 'M9 6h11v12H9l-6-6zM13 10l4 4M17 10l-4 4',
  basket: 'M3 10h18l-2 10H5zM8 10l4-6 4 6M9 14v3M15 14v3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6v.01M4 12v.01M4 18v.01',
  school: 'M3 10l9-6 9 6-9 6zM7 13v5c3 2 7 2 10 0v-5M21 10v6',
  pencil: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  pot: 'M4 10h16v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 12h2M20 12h2M9 3v3M15 3v3',
  save: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  noSignal:
    'M3 3l18 18M5 12a10 10 0 0 1 3-2M19 12a10 10 0 0 0-6-3M8 15.5a5.5 5.5 0 0 1 6-1M12 19v.01',
} as const;

export type IconName = keyof typeof lines;

export const Icon = ({ of }: { of: IconName }) => (
  <Drawing>
    <path d={lines[of]} />
  </Drawing>
);
