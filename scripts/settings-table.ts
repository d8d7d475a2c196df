/** Writes the table of settings into README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSettings } from './settings.ts';

writeFileSync('README.md', withSettings(readFileSync('README.md', 'utf8')));
