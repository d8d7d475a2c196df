import type { Problem } from '../../../wire/problems.ts';
import type { Entry } from '../outbox/entry.ts';
import { say } from '../words/common.ts';
import { language } from '../words/language.ts';
import { Wrong } from './controls.tsx';

/** What the service says is wrong, in the language of the moment; it may have been kept since another. */
export const textOf = ({ texts, detail }: Problem): string => texts?.[language.value] ?? detail;

/** Why an entry was refused. */
export const Refusal = ({ of }: { of: (Entry & { state: 'refused' })['problem'] }) => (
  <Wrong>{of === 'withdrawn-before' ? say().outbox.gone : textOf(of)}</Wrong>
);
