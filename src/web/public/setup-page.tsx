import { renderPage } from './layout.tsx';
import type { Language, PublicPage } from './view.ts';
import { words } from './words.ts';

/** The form's fields, by the names under which they are sent. */
export type SetupFields = {
  municipalityTh: string;
  municipalityEn: string;
  name: string;
  phone: string;
  pin: string;
};

const say = {
  th: {
    title: 'เริ่มใช้งานต้นน้ำ',
    lead: 'สร้างเทศบาลและเจ้าหน้าที่คนแรก ลิงก์นี้ใช้ได้ครั้งเดียว',
    fields: {
      municipalityTh: 'ชื่อเทศบาล (ไทย)',
      municipalityEn: 'ชื่อเทศบาล (อังกฤษ)',
      name: 'ชื่อเจ้าหน้าที่',
      phone: 'หมายเลขโทรศัพท์',
      pin: 'PIN 6 หลัก',
    },
    wrong: 'โปรดตรวจช่องนี้',
    submit: 'สร้าง',
    doneTitle: 'พร้อมใช้งานแล้ว',
    doneLead: 'เข้าสู่ระบบด้วยหมายเลขโทรศัพท์และ PIN ที่ตั้งไว้',
  },
  en: {
    title: 'Set up Tonnam',
    lead: 'Makes the municipality and its first officer. This link works once.',
    fields: {
      municipalityTh: 'Name of the municipality (Thai)',
      municipalityEn: 'Name of the municipality (English)',
      name: 'Name of the officer',
      phone: 'Phone number',
      pin: 'PIN of six digits',
    },
    wrong: 'Please check this field',
    submit: 'Create',
    doneTitle: 'Ready',
    doneLead: 'Sign in with the phone number and the PIN that you chose.',
  },
} as const;

const TEXT = { type: 'text' } as const;
const INPUT = {
  municipalityTh: TEXT,
  municipalityEn: TEXT,
  name: TEXT,
  phone: { type: 'tel', inputmode: 'numeric' },
  pin: { type: 'password', inputmode: 'numeric' },
} as const satisfies Record<keyof SetupFields, object>;

/**
 * The form behind the one-time link of a new installation.
 * @param given what was typed before, to be mended; a PIN is never shown again
 * @param wrong names of the fields that were not right
 */
export function renderSetupPage(
  language: Language,
  given: Partial<SetupFields> = {},
  wrong: readonly string[] = [],
): PublicPage {
  const text = say[language];
  const { other } = words[language];
  const names = Object.keys(text.fields) as (keyof SetupFields)[];
  return renderPage({
    language,
    otherLanguage: `?lang=${other.language}`,
    answer: 'unknown',
    title: text.title,
    lead: text.lead,
    about: words[language].brand,
    children: (
      <form method="post">
        {names.map((name) => (
          <p key={name}>
            <label for={name}>{text.fields[name]}</label>
            <input
              id={name}
              name={name}
              {...INPUT[name]}
              value={name === 'pin' ? '' : (given[name] ?? '')}
              required
              autocomplete="off"
              aria-invalid={wrong.includes(name)}
              aria-describedby={wrong.includes(name) ? `${name}-wrong` : undefined}
            />
            {wrong.includes(name) && <strong id={`${name}-wrong`}>{text.wrong}</strong>}
          </p>
        ))}
        <button class="button" type="submit">
          {text.submit}
        </button>
      </form>
    ),
  });
}

export function renderSetupDonePage(language: Language): PublicPage {
  const text = say[language];
  return renderPage({
    language,
    otherLanguage: `?lang=${words[language].other.language}`,
    answer: 'passed',
    title: text.doneTitle,
    lead: text.doneLead,
    about: words[language].brand,
    children: null,
  });
}
