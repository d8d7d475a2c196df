import type { market as th } from '../th/market.ts';

const stopped =
  'Do not sell, send or cook it. Keep it apart with its label, and ask the municipality.';

export const market = {
  scan: 'Scan a label',
  scanTitle: 'Scan a label',
  scanNext: 'Scan the next label',
  here: 'Here',
  harvested: 'Harvested',
  network: 'Network',
  farmer: 'Farmer',
  code: 'Code',
  atPlace: 'Of',
  total: 'Together',
  entries: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  publicPage: 'What buyers see',
  needsSignal: 'This needs a signal. Try again when there is one.',
  answers: {
    passed: { title: 'Passed', lead: 'Tested, within the safe limits' },
    waiting: { title: 'To be tested', lead: 'There is no result for this batch yet' },
    on_hold: { title: 'On hold, not to be sold', lead: stopped },
    failed: { title: 'Failed, not to be sold', lead: stopped },
    recalled: { title: 'Recalled, not to be sold', lead: stopped },
    voided: {
      title: 'Cancelled, not to be sold',
      lead: 'This entry was cancelled. Ask the sender for a label that counts.',
    },
    unknown: {
      title: 'Unknown code',
      lead: 'There is nothing of it here, and none on its way. Look at the label again.',
    },
  },
} satisfies typeof th;
