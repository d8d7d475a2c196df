/** npm run migrate-engine -- --from FILE --to postgres://… [--municipality ID]: moves to PostgreSQL. */
import { parseArgs } from 'node:util';
import { migrateEngine } from './copy/migrate-engine.ts';

const USAGE = 'npm run migrate-engine -- --from FILE --to postgres://… [--municipality ID]';

try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      municipality: { type: 'string' },
    },
  });
  const { from, to, municipality = null } = values;
  if (!from || !to) throw new Error(USAGE);
  await migrateEngine({ from, to, municipality, say: (line) => console.log(line) });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
