import { Advice, renderPage } from './layout.tsx';
import type { Language, PublicPage } from './view.ts';
import { words } from './words.ts';

const say = {
  th: {
    title: 'เข้าสู่ระบบต้นน้ำ',
    lead: 'กดปุ่มนี้เพื่อเริ่มใช้งานบนเครื่องนี้',
    submit: 'เข้าสู่ระบบ',
    notes: 'ก่อนกดปุ่ม',
    link: ['ลิงก์นี้ใช้ได้ครั้งเดียว', 'อย่าส่งต่อให้ผู้อื่น'],
    card: ['ใช้บัตรนี้ได้อีกในครั้งต่อไป', 'ถ้าเป็นบัตรของผู้อื่น โปรดอย่ากด'],
    invalidTitle: 'ใช้ไม่ได้แล้ว',
    invalidLead: 'ลิงก์หรือบัตรนี้หมดอายุ ถูกใช้ไปแล้ว หรือถูกยกเลิก',
    whatToDo: 'ทำอย่างไรต่อ',
    invalid: ['ขอลิงก์หรือบัตรใหม่จากผู้นำเครือข่ายหรือเทศบาล', 'หรือเข้าสู่ระบบด้วยหมายเลขโทรศัพท์และ PIN'],
  },
  en: {
    title: 'Sign in to Tonnam',
    lead: 'Press the button to start on this phone.',
    submit: 'Sign in',
    notes: 'Before you press',
    link: ['This link works once.', 'Do not pass it on to anybody.'],
    card: ['You can use the card again next time.', 'If it is not your card, please do not press.'],
    invalidTitle: 'No longer good',
    invalidLead: 'This link or card has expired, was used already, or was revoked.',
    whatToDo: 'What to do now',
    invalid: [
      'Ask your network lead or the municipality for another link or card.',
      'Or sign in with your phone number and PIN.',
    ],
  },
} as const;

type Given = { kind: 'link' | 'card'; names: Record<Language, string>; example: boolean };

/** The button behind a sign-in link or card. It does not say whose: a preview may show it to others. */
export function renderPassPage(language: Language, { kind, names, example }: Given): PublicPage {
  const text = say[language];
  return renderPage({
    language,
    otherLanguage: `?lang=${words[language].other.language}`,
    answer: 'unknown',
    sign: 'key',
    title: text.title,
    lead: text.lead,
    about: names[language],
    example,
    children: (
      <>
        <section>
          <h2>{names[language]}</h2>
          <form method="post">
            <button class="button" type="submit">
              {text.submit}
            </button>
          </form>
        </section>
        <Advice title={text.notes} items={[...text[kind]]} />
      </>
    ),
  });
}

export function renderPassInvalidPage(language: Language): PublicPage {
  const text = say[language];
  return renderPage({
    language,
    otherLanguage: `?lang=${words[language].other.language}`,
    answer: 'withdrawn',
    title: text.invalidTitle,
    lead: text.invalidLead,
    about: words[language].brand,
    children: <Advice title={text.whatToDo} items={[...text.invalid]} />,
  });
}
