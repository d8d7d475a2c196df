import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../setup/browser.ts';
import { openService } from '../setup/service.ts';
import { type Media, type Operation, operationsOf } from './operations.ts';
import { routesOf } from './routes.ts';
import { kg, stepsOf } from './steps.ts';

const service = await openService();
const text = readFileSync('openapi/openapi.json', 'utf8');
const document = JSON.parse(text);
const operations = operationsOf(document);
const named = operations.map((operation) => [operation.operationId, operation] as const);

const folder = mkdtempSync(join(tmpdir(), 'tonnam-openapi-'));
afterAll(() => rmSync(folder, { recursive: true }));

const linter = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');

/** What the linter finds in each document with its recommended rules. It is slow to start: asked once for all. */
async function lint(...described: object[]): Promise<string[][]> {
  const files = described.map((each, index) => {
    const file = join(folder, `openapi-${index}.json`);
    writeFileSync(file, JSON.stringify(each));
    return file;
  });
  const args = ['lint', ...files, '--extends', 'recommended', '--format', 'json'];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };
  const run = promisify(execFile)(process.execPath, [linter, ...args], { env });
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  // An answer for each document, one after the other.
  const answers = stdout.slice(stdout.indexOf('{')).split(/(?<=^\})(?=\{)/m);
  return answers.map((answer) =>
    JSON.parse(answer).problems.map(
      ({ ruleId, message }: Record<string, string>) => `${ruleId}: ${message}`,
    ),
  );
}

describe('the document', () => {
  it('is what the service answers', async () => {
    const { body, type } = await service.agent().get('/openapi.json').expect(200);
    expect(type).toBe('application/json');
    expect(body).toEqual(document);
  });

  it('has no fault and no warning by a public linter, which would find an example that does not fit', async () => {
    const wrong = structuredClone(document);
    wrong.paths['/v1/session'].post.responses['201'].content['application/json'].example.roles = 7;
    const [found, foundInWrong] = await lint(document, wrong);
    expect(found).toEqual([]);
    expect(foundInWrong?.join()).toMatch(/no-invalid-media-type-examples: .*roles/);
  });

  it('describes every route of the app but the pages that are not for programs', () => {
    const hidden =
      /^\S+ (\/|\/app.*|\/assets\/.*|\/icon.*|\/sw\.js|\/manifest\.webmanifest|\/libheif-licence\.txt|\/docs.*|\/openapi\.json|\/setup\/:secret|\/s\/:secret)$/;
    const described = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(described.sort()).toEqual(
      routesOf(service.app()).filter((route) => !hidden.test(route)),
    );
  });

  it('holds each component once, and none that nothing refers to', () => {
    const names = Object.keys(document.components.schemas);
    expect(names.filter((name) => !text.includes(`"#/components/schemas/${name}"`))).toEqual([]);
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
    const twice = names.filter(
      (name) => name.endsWith('Input') && names.includes(name.slice(0, -5)),
    );
    for (const name of twice) {
      const { [name]: input, [name.slice(0, -5)]: output } = document.components.schemas;
      expect(input).not.toEqual(output);
    }
    expect(text).not.toContain('Default Response');
  });
});

describe.each(named)('%s', (_, operation) => {
  const [status, answer] = Object.entries(operation.responses).find(([code]) => /^2/.test(code))!;

  it('says what it does', () => {
    const { summary, description, tags } = operation;
    expect(summary?.length).toBeGreaterThan(5);
    expect(description?.length).toBeGreaterThan(10);
    expect(document.tags.map(({ name }: { name: string }) => name)).toContain(tags?.[0]);
    expect(answer.description?.length).toBeGreaterThan(5);
  });

  it('has examples of what is asked and what is answered', () => {
    const media: Media[] = [
      ...Object.values(operation.requestBody?.content ?? {}),
      ...Object.values(answer.content ?? {}),
    ];
    expect(media.filter(({ example }) => example === undefined)).toEqual([]);
    if (status !== '204') expect(Object.keys(answer.content ?? {})).toHaveLength(1);
  });

  it('is open to anyone only where the service is', async () => {
    const open = operation.security?.length === 0;
    const asked = await service.agent()[operation.method](operation.path.replace(/\{\w+\}/g, 'x'));
    expect(open).toBe(asked.status !== 401);
  });
});

describe('examples of requests', () => {
  const asked = named.filter(([, { requestBody }]) => requestBody?.content['application/json']);

  it.each(asked)('%s takes its own', async (_, operation: Operation) => {
    const { example } = operation.requestBody!.content['application/json']!;
    const path = operation.path
      .replace('{code}', '7K3M9QX2V2')
      .replace('{id}', '01980000-0000-7000-8000-000000000011');
    const { body } = await sendAs(operation, path, example as object);
    // Nothing that the examples name is there; what they look like is right.
    expect(['invalid-request', 'batch-code-invalid']).not.toContain(body.code);
  });

  const { farmer, lead } = service.town.networks[0];
  const [{ manager }] = service.town.stalls;
  const [{ staff }] = service.town.kitchens;
  const people = [service.town.officer, lead, farmer, manager, staff];
  async function sendAs({ method }: Operation, path: string, body: object) {
    for (const person of people) {
      const answer = await service[method as 'post' | 'patch'](person, path, body);
      if (answer.status !== 403) return answer;
    }
    return service.post(people[0]!, path, body);
  }
});

describe('content types', async () => {
  const { harvest } = stepsOf(service);
  const { town } = service;
  const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: '#2b7a3d' } });
  const bytes = await picture.jpeg().toBuffer();
  const photo = await service.deps.photos.put(town.municipalityId, bytes);
  const photos = [photo];
  const code = await harvest(town.networks[0].farmer, town.crops.kale, 20, { photos });

  it.each(named.filter(([, { method, path }]) => method === 'get' && path.includes('{code}')))(
    '%s answers with the type that it promises',
    async (_, { path, responses }) => {
      const answer = await service.get(
        town.officer,
        path.replace('{code}', code).replace('{hash}', photo),
      );
      expect(answer.status).toBe(200);
      expect([answer.type]).toEqual(Object.keys(responses['200']?.content ?? {}));
    },
  );

  it('a refusal is a problem document, as it says', async () => {
    const { Refused } = document.components.responses;
    const lines = [{ batch: code, amount: kg(1) }];
    const body = { stallId: town.stalls[1].place.id, lines };
    const answer = await service.post(town.stalls[1].manager, '/v1/sales', body);
    expect([answer.type]).toEqual(Object.keys(Refused.content));
  });
});

describe('/docs', () => {
  it('shows the operations in a browser, without an error', async () => {
    const browser = await openBrowser();
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('requestfailed', (request) => errors.push(request.url()));
    await page.goto(`${service.address()}/docs`);
    await page.locator('.opblock-tag').first().waitFor();
    expect(await page.locator('.opblock-tag').count()).toBe(document.tags.length);
    await page.locator('#operations-tag-batches').click();
    await page.getByText('Register a harvest').click();
    await page.getByText('Makes a batch').waitFor();
    expect(errors).toEqual([]);
    await browser.close();
  });
});
