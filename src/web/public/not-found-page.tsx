import { Advice, renderPage } from './layout.tsx';
import type { Language, PublicPage } from './view.ts';
import { words } from './words.ts';

/** Longer than any code with hyphens and spaces: what is cut off was no code. */
const LONGEST_SHOWN = 16;

/**
 * Tells somebody whose code led nowhere what may be wrong, and lets them type it again.
 * @param typedCode as it came; when there is nothing in it the page asks for a code, and finds no fault
 * @param reason `mistyped` when the check character does not match, `unknown` when it does
 * @param lookUp the address that takes `?code=…&lang=…`
 */
export function renderNotFoundPage(
  language: Language,
  typedCode: string,
  reason: 'unknown' | 'mistyped',
  lookUp: string,
): PublicPage {
  const say = words[language];
  // Text from an address must not become an announcement on an official page: only what a code may hold.
  const code = typedCode.replace(/[^0-9A-Za-z๐-๙ -]/g, '').slice(0, LONGEST_SHOWN);
  const { title, lead, formTitle, advice } = say.notFound[code ? reason : 'nothing_typed'];
  const otherLanguage = `?${new URLSearchParams({ lang: say.other.language, code })}`;
  return renderPage({
    language,
    otherLanguage,
    answer: 'unknown',
    title,
    lead,
    about: say.brand,
    children: (
      <>
        <section>
          <h2>{formTitle}</h2>
          <form action={lookUp} method="get">
            <label for="code">{say.codeField}</label>
            <p id="hint" class="soft">
              {say.codeHint}
            </p>
            <input
              id="code"
              name="code"
              value={code}
              aria-describedby="hint"
              maxLength={24}
              required
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
            />
            <input type="hidden" name="lang" value={language} />
            <button class="button" type="submit">
              {say.look}
            </button>
          </form>
        </section>
        <Advice title={say.whatToDo} items={advice} />
      </>
    ),
  });
}
