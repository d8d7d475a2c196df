import { useState } from 'preact/hooks';
import { forgetAll } from '../data/kept.ts';
import { unsent } from '../outbox/outbox.ts';
import { Button, Choice, LinkButton, Question, Wrong } from '../parts/controls.tsx';
import { ExportButton } from '../parts/export-button.tsx';
import { Page } from '../parts/page.tsx';
import { closeSession, rolesOf, session } from '../session/session.ts';
import { say } from '../words/common.ts';
import { LANGUAGES, language, speak } from '../words/language.ts';

export function AccountScreen() {
  const words = say();
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState(false);
  const count = unsent.value.length;

  async function leave() {
    setAsking(false);
    const userId = session.value?.userId;
    try {
      await closeSession();
      if (userId) await forgetAll(userId);
    } catch {
      setWrong(true);
    }
  }

  return (
    <Page title={words.account.title} back="/">
      <p>
        {words.account.signedInAs}{' '}
        <strong>{[...rolesOf.value].map((role) => words.roles[role]).join(' · ')}</strong>
      </p>
      <Choice
        label={words.account.language}
        options={LANGUAGES.map((value) => ({ value, text: words.languages[value] }))}
        value={language.value}
        onChange={speak}
      />
      <LinkButton kind="plain" icon="list" href="/app/outbox">
        {words.outbox.title}
      </LinkButton>
      {wrong && <Wrong>{words.account.signOutOffline}</Wrong>}
      <Button kind="plain" onClick={() => (count > 0 ? setAsking(true) : leave())}>
        {words.account.signOut}
      </Button>
      {asking && (
        <Question title={words.account.signOutUnsent(count)} onClose={() => setAsking(false)}>
          <p>{words.account.signOutUnsentLead}</p>
          <Button onClick={() => setAsking(false)}>{words.account.stay}</Button>
          <ExportButton />
          <Button kind="danger" onClick={leave}>
            {words.account.signOutAnyway}
          </Button>
        </Question>
      )}
    </Page>
  );
}
