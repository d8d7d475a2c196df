import type { BatchStatus } from '../../../../domain/batch/state.ts';
import type { BatchSummary } from '../../../../wire/batches.ts';

/** How a batch stands, in a farmer's words: a hold before all else, then whether it has left. */
export const standing = ({
  status,
  sentGrams,
}: Pick<BatchSummary, 'status' | 'sentGrams'>): BatchStatus | 'sent' =>
  (status === 'waiting' || status === 'passed') && sentGrams > 0 ? 'sent' : status;
