import { openSetup } from '../src/app/setup.ts';
import { openPapers } from '../src/documents/index.ts';
import { buildApp } from '../src/http/app.ts';
import { openPhotos } from '../src/photos/index.ts';
import { openReports } from '../src/reports/index.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';

/** The OpenAPI document of the service, as text. */
export async function openApiDocument(): Promise<string> {
  const deps = {
    storage: openSqlite(':memory:'),
    photos: openPhotos('nowhere'),
    reports: openReports('nowhere', { make: async () => {} }),
    now: () => new Date().toISOString(),
  };
  const papers = openPapers();
  const publicUrl = () => 'http://localhost';
  const app = await buildApp({ deps, papers, setup: openSetup(deps), publicUrl });
  await app.ready();
  const document = app.swagger();
  await app.close();
  await papers.close();
  await deps.reports.close();
  await deps.storage.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
