import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openSetup } from '../../src/app/setup.ts';
import { openPapers } from '../../src/documents/index.ts';
import { buildApp } from '../../src/http/app.ts';
import { openService } from '../setup/service.ts';
import type { Town } from '../setup/town.ts';
import { routesOf } from './routes.ts';

const service = await openService();
const { town, agent } = service;

/** farmer, lead, stall manager, kitchen staff, auditor, officer; in capitals whoever may ever do it. */
type Roles = string;
const EVERYBODY = 'FLSKAO';
const personal = 'FL..AO';
const open = [
  'GET /',
  'GET /app',
  'GET /app*',
  'GET /assets/:name',
  'GET /b',
  'GET /b/:code',
  'GET /b/:code/verify',
  'GET /docs',
  'GET /docs*',
  'GET /docs/json',
  'GET /docs/static/index.html',
  'GET /docs/static/swagger-initializer.js',
  'GET /docs/yaml',
  'GET /healthz',
  'GET /icon-192.png',
  'GET /icon-512.png',
  'GET /libheif-licence.txt',
  'GET /icon.svg',
  'GET /manifest.webmanifest',
  'GET /openapi.json',
  'GET /readyz',
  'GET /s/:secret',
  'GET /setup/:secret',
  'GET /sw.js',
  'POST /s/:secret',
  'POST /setup/:secret',
  'POST /v1/session',
];
/** Written by hand from the issue, not from the service's own table: one of the two is wrong when they differ. */
const GUARDED: Record<string, Roles> = {
  'GET /v1/session': EVERYBODY,
  'DELETE /v1/session': EVERYBODY,
  'GET /v1/session/all': EVERYBODY,
  'DELETE /v1/session/others': EVERYBODY,
  'POST /v1/session/pin': EVERYBODY,
  'POST /v1/users/:id/pin': '.L...O',
  'GET /v1/users/:id/sessions': '.....O',
  'DELETE /v1/users/:id/sessions': '.....O',
  'POST /v1/users/:id/links': '.L...O',
  'POST /v1/users/:id/cards': '.L...O',
  'GET /v1/users/:id/passes': '.L...O',
  'DELETE /v1/passes/:id': '.L...O',
  'POST /v1/programs': '.....O',
  'GET /v1/programs': '.....O',
  'DELETE /v1/programs/:id': '.....O',
  'GET /v1/alerts': '.LSK..',
  'POST /v1/photos': 'FLSK.O',
  'GET /v1/batches/:code/photos/:hash': EVERYBODY,
  'POST /v1/batches': 'FL....',
  'GET /v1/batches': EVERYBODY,
  'GET /v1/batches/:code': EVERYBODY,
  'GET /v1/batches/:code/verify': EVERYBODY,
  'GET /v1/batches/:code/label.svg': 'FLS..O',
  'GET /v1/batches/:code/label.png': 'FLS..O',
  'GET /v1/batches/:code/label.pdf': 'FLS..O',
  'GET /v1/labels.pdf': 'FLS..O',
  'GET /v1/rolls': '.L..AO',
  'POST /v1/rolls': '.L...O',
  'GET /v1/rolls/:id/labels.pdf': '.L..AO',
  'POST /v1/rolls/:id/void': '.L...O',
  'GET /v1/batches/:code/audit.pdf': 'FL..AO',
  'POST /v1/batches/:code/inspections': '.L...O',
  'POST /v1/batches/:code/hold': '.LSK.O',
  'POST /v1/batches/:code/release': '.....O',
  'POST /v1/batches/:code/corrections': 'FLSK.O',
  'POST /v1/deliveries': '.LSK..',
  'GET /v1/deliveries': '.LSKAO',
  'GET /v1/deliveries/:id': '.LSKAO',
  'GET /v1/deliveries/:id/note.pdf': '.LSKAO',
  'GET /v1/deliveries/:id/receipt.pdf': '.LSKAO',
  'GET /v1/deliveries/:id/payments.pdf': 'FLSKAO',
  'POST /v1/deliveries/:id/receipt': '..SK..',
  'POST /v1/deliveries/:id/cancel': '.LSK.O',
  'POST /v1/sales': '..S...',
  'GET /v1/sales': '..S.AO',
  'POST /v1/meals': '...K..',
  'GET /v1/meals': '...KAO',
  'POST /v1/discards': '.LSK..',
  'GET /v1/discards': '.LSKAO',
  'POST /v1/stock-counts': '.LSK..',
  'GET /v1/stock-counts': '.LSKAO',
  'POST /v1/mixes': '.LS...',
  'GET /v1/figures': '....AO',
  'POST /v1/reports': EVERYBODY,
  'GET /v1/reports': EVERYBODY,
  'GET /v1/reports/:id': EVERYBODY,
  'GET /v1/reports/:id/file': EVERYBODY,
  'GET /v1/registry/municipality': EVERYBODY,
  'GET /v1/registry/municipality/:id': EVERYBODY,
  'PATCH /v1/registry/municipality/:id': '.....O',
  'GET /v1/registry/municipality/:id/changes': '....AO',
  ...registry('networks', EVERYBODY),
  ...registry('farmers', personal),
  ...registry('plots', personal),
  ...registry('certificates', personal),
  'GET /v1/registry/certificates/:id/scan': personal,
  ...registry('markets', EVERYBODY),
  ...registry('stalls', EVERYBODY),
  ...registry('schools', EVERYBODY),
  ...registry('kitchens', EVERYBODY),
  ...registry('crops', EVERYBODY),
  ...registry('users', '.L...O', '.....O'),
};

function registry(kind: string, readers: Roles, historians = '....AO'): Record<string, Roles> {
  return {
    [`POST /v1/registry/${kind}/import`]: '.....O',
    [`GET /v1/registry/${kind}/template.csv`]: '.....O',
    [`GET /v1/registry/${kind}/template.xlsx`]: '.....O',
    [`GET /v1/registry/${kind}`]: readers,
    [`GET /v1/registry/${kind}/:id`]: readers,
    [`POST /v1/registry/${kind}`]: '.....O',
    [`PATCH /v1/registry/${kind}/:id`]: '.....O',
    [`GET /v1/registry/${kind}/:id/changes`]: historians,
  };
}

const peopleOf = ({ networks, stalls, kitchens, auditor, officer }: Town) => ({
  farmer: networks[0].farmer,
  lead: networks[0].lead,
  stall: stalls[0].manager,
  kitchen: kitchens[0].staff,
  auditor,
  officer,
});
type Who = keyof ReturnType<typeof peopleOf>;
const people = peopleOf(town);
const WHO = Object.keys(people) as Who[];

/** The path with nothing behind it that anybody has. */
const nowhere = (path: string) =>
  path
    .replace(':code', '7K3M9QX2V2')
    .replace(':hash', 'ab'.repeat(32))
    .replace(':id', randomUUID())
    .replace(':secret', 'none');
const ask = (route: string, path?: string) => {
  const [method, url] = route.split(' ') as [string, string];
  const send = method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
  return agent()[send](path ?? nowhere(url));
};
const codeOf = ({ body }: { body: { code?: string } }) => body.code;

it('the table names every route of the app, and no other', () => {
  expect(routesOf(service.app())).toEqual([...open, ...Object.keys(GUARDED)].sort());
});

it.each(open)('%s is for anyone', async (route) => {
  expect([401, 403, 500]).not.toContain((await ask(route)).status);
});

it.each(Object.keys(GUARDED))('%s wants to know who asks', async (route) => {
  for (const request of [ask(route), ask(route).auth('x'.repeat(43), { type: 'bearer' })]) {
    const answer = await request;
    expect([answer.status, codeOf(answer)]).toEqual([401, 'not-signed-in']);
  }
});

it.each(Object.entries(GUARDED))('%s is for %s', async (route, roles) => {
  for (const [index, who] of WHO.entries()) {
    if (route === 'DELETE /v1/session') continue;
    const answer = await ask(route).auth(await service.tokenOf(people[who]), { type: 'bearer' });
    const may = roles[index] !== '.';
    expect([who, answer.status === 403 && codeOf(answer) === 'not-permitted']).toEqual([who, !may]);
    expect(answer.status).toBeLessThan(500);
  }
});

it('a route without an operation keeps the app from starting', async () => {
  const papers = openPapers();
  const { deps } = service;
  const publicUrl = () => 'http://localhost';
  const app = await buildApp({ deps, papers, setup: openSetup(deps), publicUrl });
  app.get('/forgotten', async () => 'open to all');
  await expect(app.ready()).rejects.toThrow('/forgotten');
  await papers.close();
});
