import { Icon } from '../../parts/icons.tsx';
import { sayCorrect } from '../../words/correct.ts';

/** To the form that puts a receipt or a meal right; the address is below that of the batches. */
export const CorrectLink = ({ href }: { href: string }) => (
  <a class="change" href={`/app/kitchen/b/${href}`}>
    <Icon of="pencil" />
    {sayCorrect().link}
  </a>
);
