import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withSettings } from '../scripts/settings.ts';
import { ConfigError, readConfig } from '../src/config.ts';

it('takes the defaults, and an empty variable for one that is not set', () => {
  expect(readConfig({ PORT: '' })).toMatchObject({ PORT: 8080, HOST: '127.0.0.1' });
});

it('takes the public address without a slash at its end', () => {
  expect(readConfig({ PUBLIC_URL: 'https://a.example/' }).PUBLIC_URL).toBe('https://a.example');
});

it.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://a.example/b'],
  ['DATABASE_URL', 'tonnam.db'],
  ['PUBLIC_URL', 'ftp://a.example'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'perhaps'],
])('names the variable that is not right: %s=%s', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(name);
});

it('has the settings in the README that `npm run settings-table` writes', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toBe(withSettings(readme));
});
