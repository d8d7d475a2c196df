import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = 'src/web/app';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words/'))
  .map((path) => `${folder}/${path}`);
const codeOf = (path: string) =>
  readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

describe('the screens', () => {
  // That the two dictionaries have equal keys is proved by their types.
  it.each([
    ['in Thai', /[ก-๙]/],
    ['in English', />\s*[A-Za-z]{2,}[^<>{}=;]*<\/|(label|title|alt|hint|placeholder)="[A-Za-z]/],
  ])('say nothing %s that is not in the dictionaries', (_, words) => {
    expect(files.length).toBeGreaterThan(100);
    // Which picture stands for a crop is told by its names.
    const others = files.filter((path) => !path.endsWith('crop-picture.tsx'));
    expect(others.filter((path) => words.test(codeOf(path)))).toEqual([]);
  });
});
