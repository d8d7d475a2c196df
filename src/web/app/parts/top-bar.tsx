import { useLocation } from 'preact-iso';
import { Mark } from '../../public/icons.tsx';
import { audiencesOf, homeOf } from '../audiences.ts';
import { useMunicipality } from '../data/municipality.ts';
import { toMend, unsent } from '../outbox/outbox.ts';
import { expired, online, session } from '../session/session.ts';
import { say } from '../words/common.ts';
import { language, speak } from '../words/language.ts';
import { Icon } from './icons.tsx';

/** On every screen: whose phone, the other language, and whether everything is sent. */
export function TopBar() {
  const words = say();
  const other = language.value === 'th' ? 'en' : 'th';
  return (
    <header class="top">
      <div class="bar column">
        <a class="brand" href="/">
          <Mark />
          {words.brand}
          {session.value && <Example />}
        </a>
        <button class="language" type="button" lang={other} onClick={() => speak(other)}>
          {words.otherLanguage}
        </button>
        {session.value && (
          <a class="me" href="/app/account" aria-label={words.account.title}>
            <Icon of="person" />
          </a>
        )}
      </div>
      {session.value && audiencesOf.value.length > 1 && <Audiences />}
      {session.value && <OutboxStrip />}
    </header>
  );
}

/** Made-up data is told apart from real vegetables on every screen. */
const Example = () =>
  useMunicipality()?.example ? <span class="example">{say().example}</span> : null;

function Audiences() {
  const { path } = useLocation();
  const words = say();
  const names = {
    farmer: words.roles.farmer,
    lead: words.roles.network_lead,
    stall: words.roles.stall_manager,
    kitchen: words.roles.kitchen_staff,
    office: words.roles.municipal_officer,
  };
  return (
    <nav class="audiences column" aria-label={words.account.signedInAs}>
      {audiencesOf.value.map((audience) => (
        <a
          key={audience}
          href={homeOf(audience)}
          aria-current={path.startsWith(homeOf(audience)) ? 'page' : undefined}
        >
          {names[audience]}
        </a>
      ))}
    </nav>
  );
}

/** Always visible: what is only on this phone, and what has to be mended. */
function OutboxStrip() {
  const words = say();
  const [count, wrong] = [unsent.value.length, toMend.value.length];
  // Entries are taken all the same: at half past four, with one bar of signal, nobody looks for a PIN.
  if (expired.value) {
    return (
      <a class="strip bad" href="/app/sign-in">
        <Icon of="warning" /> {count > 0 ? words.signIn.againToSend(count) : words.signIn.again}
      </a>
    );
  }
  if (wrong > 0) {
    return (
      <a class="strip bad" href="/app/outbox">
        <Icon of="warning" /> {words.outbox.toMend(wrong)}
      </a>
    );
  }
  if (count > 0) {
    return (
      <a class="strip" href="/app/outbox">
        <Icon of="phone" /> {words.outbox.unsent(count)} ·{' '}
        {online.value ? words.outbox.sending : words.noSignal}
      </a>
    );
  }
  if (!online.value) {
    return (
      <p class="strip">
        <Icon of="noSignal" /> {words.noSignal}
      </p>
    );
  }
  return null;
}
