import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { arabicDigits } from '../../../domain/thai.ts';
import { Refused } from '../data/api.ts';
import { Button, Choice, Field, Wrong } from '../parts/controls.tsx';
import { LineNotice } from '../parts/line-notice.tsx';
import { Page } from '../parts/page.tsx';
import { textOf } from '../parts/refusal.tsx';
import { session, signIn } from '../session/session.ts';
import { say } from '../words/common.ts';

/** With phone number and PIN; a link or a card signs in on a page of the server's. */
export function SignInScreen() {
  const words = say().signIn;
  const { route } = useLocation();
  const [phone, setPhone] = useState('');
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [choices, setChoices] = useState<string[]>([]);
  const [municipality, setMunicipality] = useState<string>();

  const digits = arabicDigits(phone).replace(/[\s-]/g, '').replace(/^\+66/, '0');
  const phoneRight = /^0\d{8,9}$/.test(digits);
  const pinRight = /^\d{6}$/.test(arabicDigits(pin));

  async function submit(event: Event) {
    event.preventDefault();
    setTried(true);
    if (!phoneRight || !pinRight || busy) return;
    setBusy(true);
    setWrong(null);
    try {
      await signIn(digits, arabicDigits(pin), municipality);
      // The address may be that of a screen of whoever had the phone before.
      route('/', true);
    } catch (error) {
      if (error instanceof Refused && error.problem.code === 'municipality-needed') {
        setChoices(String(error.problem.municipalities).split(', '));
      } else setWrong(error instanceof Refused ? textOf(error.problem) : words.offline);
      setBusy(false);
    }
  }

  return (
    <Page title={words.title}>
      <LineNotice />
      <p>{session.value ? words.again : words.lead}</p>
      <form onSubmit={submit} noValidate>
        <Field
          label={words.phone}
          value={phone}
          onInput={setPhone}
          type="tel"
          inputMode="tel"
          name="phone"
          autocomplete="username"
          wrong={tried && !phoneRight && words.phoneWrong}
        />
        <Field
          label={words.pin}
          value={pin}
          onInput={setPin}
          type="password"
          inputMode="numeric"
          name="pin"
          autocomplete="current-password"
          wrong={tried && !pinRight && words.pinWrong}
        />
        {choices.length > 0 && (
          <Choice
            label={words.whichMunicipality}
            options={choices.map((id) => ({ value: id, text: id }))}
            value={municipality ?? null}
            onChange={setMunicipality}
          />
        )}
        {wrong && <Wrong>{wrong}</Wrong>}
        <Button type="submit" busy={busy}>
          {busy ? words.working : words.submit}
        </Button>
      </form>
      <p class="aside">
        <a href="/b">{words.label}</a>
      </p>
    </Page>
  );
}
