import { showBatchCode } from '../../domain/batch-code.ts';
import { Advice, renderPage } from './layout.tsx';
import type { Language, PublicPage } from './view.ts';
import { words } from './words.ts';

/** A label from a roll that no batch has. */
export type UnusedLabelView = {
  code: string;
  network: Record<Language, string>;
  voided: boolean;
  example: boolean;
};

/** Says that the label vouches for nothing: nobody has used it yet, or nobody may any more. */
export function renderUnusedLabelPage(view: UnusedLabelView, language: Language): PublicPage {
  const say = words[language];
  const { title, lead, advice } = say.unusedLabel[view.voided ? 'voided' : 'waiting'];
  return renderPage({
    language,
    otherLanguage: `?lang=${say.other.language}`,
    answer: view.voided ? 'withdrawn' : 'unknown',
    title,
    lead,
    about: showBatchCode(view.code),
    example: view.example,
    children: (
      <>
        <Advice title={say.whatToDo} items={advice} />
        <section>
          <dl>
            <div>
              <dt>{say.codeOnLabel}</dt>
              <dd>{showBatchCode(view.code)}</dd>
            </div>
            <div>
              <dt>{say.network}</dt>
              <dd>{view.network[language]}</dd>
            </div>
          </dl>
        </section>
      </>
    ),
  });
}
