import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ConfigError, configSchema, readConfig } from '../src/config.ts';

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

it('has every setting in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const name of Object.keys(configSchema.shape)) expect(readme).toContain(`| \`${name}\` |`);
});
