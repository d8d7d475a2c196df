import type { Entry, State } from '../outbox/entry.ts';
import { stateOf } from '../outbox/outbox.ts';
import { say } from '../words/common.ts';
import { Icon, type IconName } from './icons.tsx';
import { shownMoment } from './shown.ts';

const icons: Record<State, IconName> = {
  waiting: 'phone',
  sending: 'send',
  sent: 'check',
  refused: 'warning',
  blocked: 'clock',
  behind: 'phone',
};

/** Only on this phone, or with the service: never left to guess. */
export function EntryState({ entry }: { entry: Entry }) {
  const words = say().outbox;
  const state = stateOf(entry);
  const text: Record<State, string> = {
    waiting: words.onPhone,
    sending: words.sending,
    sent: words.sentAt(entry.state === 'sent' ? shownMoment(entry.sentAt) : ''),
    refused: words.refused,
    blocked: `${words.onPhone} · ${words.waitsFor}`,
    behind: `${words.onPhone} · ${words.waitsFirst}`,
  };
  return (
    <span class={`entry-state ${state}`}>
      <Icon of={icons[state]} />
      {text[state]}
    </span>
  );
}
