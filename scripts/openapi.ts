/** Writes openapi/openapi.json from the routes and their schemas. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { openApiDocument } from './openapi-document.ts';

mkdirSync('openapi', { recursive: true });
writeFileSync('openapi/openapi.json', await openApiDocument());
