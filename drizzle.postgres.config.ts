import { defineConfig } from 'drizzle-kit';

/** `npm run migrations` generates migrations/postgres from the schema; an applied one is never edited. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/storage/postgres/schema.ts',
  out: './migrations/postgres',
  casing: 'snake_case',
});
