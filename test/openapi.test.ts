import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openApiDocument } from '../scripts/openapi-document.ts';

it('openapi/openapi.json is what `npm run openapi` writes', async () => {
  expect(readFileSync('openapi/openapi.json', 'utf8')).toBe(await openApiDocument());
});
