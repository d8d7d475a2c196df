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
  pot: 'M4 10h16v6a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4zM2 12h2M20 12h2M9 3v3M15 3v3',
  save: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  plus: 'M12 5v14M5 12h14',
  camera:
    'M4 8h4l1.5-3h5L16 8h4a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 10.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 9v6M12 9v6M16 9v6',
  flask: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M7 15h10',
  mix: 'M4 4l5 5M20 4l-5 5M12 12v8M8 16l4 4 4-4M9 9l3 3 3-3',
  label: 'M4 5h9l7 7-7 7H4zM8 12h.01',
  share: 'M12 15V4M8 8l4-4 4 4M5 12v7a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-7',
  key: 'M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l8-8M16 7l3 3M13.5 9.5l2 2',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  stall:
    'M4 10v10h16V10M3 10l2-6h14l2 6M3 10c0 3 4.5 3 4.5 0 0 3 4.5 3 4.5 0 0 3 4.5 3 4.5 0 0 3 4.5 3 4.5 0M10 20v-5h4v5',
  noSignal:
    'M3 3l18 18M5 12a10 10 0 0 1 3-2M19 12a10 10 0 0 0-6-3M8 15.5a5.5 5.5 0 0 1 6-1M12 19v.01',
} as const;

export type IconName = keyof typeof lines;

export const Icon = ({ of }: { of: IconName }) => (
  <Drawing>
    <path d={lines[of]} />
  </Drawing>
);
