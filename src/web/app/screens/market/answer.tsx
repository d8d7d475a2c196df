import type { BatchStatus } from '../../../../domain/batch/state.ts';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { sayMarket } from '../../words/market.ts';

const icons: Record<BatchStatus | 'unknown', IconName> = {
  passed: 'check',
  waiting: 'clock',
  on_hold: 'pause',
  failed: 'cross',
  recalled: 'cross',
  voided: 'cross',
  unknown: 'search',
};

/** Whether it may be sold, across the whole screen and before anything else: colour, sign and words. */
export function Answer({ of }: { of: BatchStatus | 'unknown' }) {
  const { title, lead } = sayMarket().answers[of];
  return (
    <div class={`answer ${of}`} role="status">
      <Icon of={icons[of]} />
      <p class="answer-title">{title}</p>
      <p>{lead}</p>
    </div>
  );
}

/** Goods that nobody may send, sell or cook. */
export const isBlocked = (status: BatchStatus) => status !== 'passed' && status !== 'waiting';
