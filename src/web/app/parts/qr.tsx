import { correction, generate } from 'lean-qr/nano';

/** The light border that readers need, in modules. */
const QUIET = 4;

/** A QR code of an address, dark on white also where the screen is dark: readers expect it so. */
export function Qr({ text, label }: { text: string; label: string }) {
  const symbol = generate(text, { minCorrectionLevel: correction.M });
  const { size } = symbol;
  const rows = Array.from({ length: size }, (_, y) => y);
  const path = rows
    .flatMap((y) => rows.filter((x) => symbol.get(x, y)).map((x) => `M${x} ${y}h1v1h-1z`))
    .join('');
  const side = size + 2 * QUIET;
  return (
    <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <path fill="#fff" d={`M${-QUIET} ${-QUIET}h${side}v${side}h${-side}z`} />
      <path fill="#000" d={path} shape-rendering="crispEdges" />
    </svg>
  );
}
