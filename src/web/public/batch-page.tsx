import { showBatchCode } from '../../domain/batch-code.ts';
import { showDay, showMoment } from './dates.ts';
import { Stream } from './icons.tsx';
import { Advice, renderPage } from './layout.tsx';
import type { Language, PublicBatchView, PublicPage } from './view.ts';
import { words } from './words.ts';

/** The page that a label's QR code opens: is it safe, what is it, where does it come from. */
export function renderPublicPage(view: PublicBatchView, language: Language): PublicPage {
  const { answers, other } = words[language];
  const { title, lead, adviceTitle, advice } = answers[view.status];
  const municipality = view.municipality[language];
  const items = advice.map((item) => item.replace('{municipality}', () => municipality));
  const isUrgent = view.status === 'on_hold' || view.status === 'recalled';
  const explanation = (
    <Advice title={adviceTitle} items={items}>
      {view.status !== 'passed' && <Call view={view} language={language} />}
    </Advice>
  );
  return renderPage({
    language,
    otherLanguage: `?lang=${other.language}`,
    answer: view.status,
    title,
    lead,
    about: view.crop[language],
    example: view.example,
    children: (
      <>
        <Name view={view} language={language} />
        {isUrgent && explanation}
        <Facts view={view} language={language} />
        <Inputs view={view} language={language} />
        {!isUrgent && explanation}
        <Stages view={view} language={language} />
        <Footer view={view} language={language} />
      </>
    ),
  });
}

type Part = { view: PublicBatchView; language: Language };

/** What the answer is about, to be held against the label. */
function Name({ view, language }: Part) {
  return (
    <section class="name">
      <h2>{view.crop[language]}</h2>
      <p>
        <span class="soft">{words[language].codeOnLabel} </span>
        <span class="code">{showBatchCode(view.code)}</span>
      </p>
    </section>
  );
}

function Facts({ view, language }: Part) {
  const say = words[language];
  const mixed = view.inputs.length > 0;
  const facts: [string, string | undefined][] = [
    [mixed ? say.firstHarvestedOn : say.harvestedOn, showDay(view.harvestedOn, language)],
    [say.network, view.network?.[language]],
    [say.subdistrict, view.subdistrict?.[language]],
    [
      say.certificate,
      view.certificates.map((kind) => say.certificates[kind]).join(', ') || say.noCertificate,
    ],
    [say.checkedAt, showMoment(view.checkedAt, language)],
  ];
  return (
    <dl>
      {facts.map(
        ([label, value]) =>
          value !== undefined && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What is in a mixed batch, each with its own page. */
function Inputs({ view, language }: Part) {
  const say = words[language];
  if (view.inputs.length === 0) return null;
  return (
    <section class="inputs">
      <h2>{say.mixedFrom.replace('{count}', String(view.inputs.length))}</h2>
      <p class="soft">{say.worstCounts}</p>
      <ul>
        {view.inputs.map(({ code, network, harvestedOn, certificate }) => (
          <li key={code}>
            <b>{network[language]}</b>
            <span class="soft">
              {say.harvestedOn} {showDay(harvestedOn, language)}
            </span>
            <span class="soft">
              {certificate ? say.certificates[certificate] : say.noCertificate}
            </span>
            <a class="input-page" href={`/b/${showBatchCode(code)}`}>
              {showBatchCode(code)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stages({ view, language }: Part) {
  const say = words[language];
  return (
    <section>
      <h2>{say.stream}</h2>
      <div class="stream">
        <Stream />
        <ol>
          {view.stages.map(({ kind, date }) => (
            <li key={`${kind} ${date}`}>
              <b>{say.stages[kind]}</b>
              <span class="soft">{showDay(date, language)}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Call({ view, language }: Part) {
  if (!view.municipalityPhone) return null;
  return (
    <a class="button" href={`tel:${view.municipalityPhone.replace(/[^\d+]/g, '')}`}>
      {`${words[language].call} ${view.municipalityPhone}`}
    </a>
  );
}

function Footer({ view, language }: Part) {
  const say = words[language];
  return (
    <footer>
      <p>
        <b>{view.municipality[language]}</b>
      </p>
      <p class="soft">{say.purpose}</p>
      <a href={`/app?code=${view.code}`}>{say.forSellers}</a>
    </footer>
  );
}
