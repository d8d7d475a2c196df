/** A part of its own: most harvests have no label yet. */
export { Scanner as default } from '../../parts/scanner.tsx';
