import { defineConfig } from 'drizzle-kit';

/** `npm run migrations` generates migrations/sqlite from the schema; an applied one is never edited. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/storage/sqlite/schema.ts',
  out: './migrations/sqlite',
  casing: 'snake_case',
});
