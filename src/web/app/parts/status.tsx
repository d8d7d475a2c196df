import type { BatchStatus } from '../../../domain/batch/state.ts';
import { say } from '../words/common.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: Record<BatchStatus | 'sent', IconName> = {
  waiting: 'clock',
  passed: 'check',
  sent: 'truck',
  on_hold: 'pause',
  failed: 'cross',
  recalled: 'cross',
  voided: 'cross',
};

/** How a batch stands: colour, sign and word. */
export const Status = ({ of }: { of: BatchStatus | 'sent' }) => (
  <span class={`status ${of}`}>
    <Icon of={icons[of]} />
    {say().statuses[of]}
  </span>
);
