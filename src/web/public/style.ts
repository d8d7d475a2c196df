import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const withoutSpace = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .trim();

/** The one inline style of every public page. */
export const publicStyle = withoutSpace(
  read('../tokens.css') + read('../base.css') + read('./page.css'),
);

/** The style's name in a Content-Security-Policy, with its quotes: `'sha256-…'`. */
export const publicStyleHash = `'sha256-${createHash('sha256').update(publicStyle).digest('base64')}'`;
