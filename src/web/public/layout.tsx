import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Mark, Sign, type SignName, Wave } from './icons.tsx';
import { publicStyle, publicStyleHash } from './style.ts';
import type { Language, PublicPage, PublicStatus } from './view.ts';
import { words } from './words.ts';

type Page = {
  language: Language;
  /** this page in the other language, relative to its own address */
  otherLanguage: string;
  answer: PublicStatus | 'unknown';
  /** the answer's own unless given */
  sign?: SignName;
  title: string;
  lead: string;
  /** what the browser's tab adds to the answer */
  about: string;
  example?: boolean;
  children: ComponentChildren;
};

/** Puts a page together: the answer on top, in its colour, and below it whatever explains it. */
export function renderPage(page: Page): PublicPage {
  return {
    html: `<!doctype html>${renderToString(<Document {...page} />)}`,
    styleHash: publicStyleHash,
  };
}

function Document({
  language,
  otherLanguage,
  answer,
  sign = answer,
  title,
  lead,
  about,
  example,
  children,
}: Page) {
  const { brand, other, example: exampleWords } = words[language];
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${about}`}</title>
        {/* Unescaped on purpose: files of ours, with no input in them. */}
        <style dangerouslySetInnerHTML={{ __html: publicStyle }} />
      </head>
      <body class={answer}>
        <header class="top">
          {example && (
            <div class="example">
              <p class="column">{exampleWords}</p>
            </div>
          )}
          <div class="column bar">
            <span class="brand">
              <Mark />
              {brand}
            </span>
            <a
              class="language"
              href={otherLanguage}
              lang={other.language}
              hreflang={other.language}
            >
              {other.name}
            </a>
          </div>
        </header>
        <main>
          <div class="answer">
            <div class="column">
              <Sign of={sign} />
              <h1>{title}</h1>
              <p class="lead">{lead}</p>
            </div>
          </div>
          <Wave />
          <div class="column rest">{children}</div>
        </main>
      </body>
    </html>
  );
}

/** What to do now, beside the answer's colour. */
export function Advice(props: { title: string; items: string[]; children?: ComponentChildren }) {
  return (
    <section class="advice">
      <h2>{props.title}</h2>
      <ul>
        {props.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {props.children}
    </section>
  );
}
