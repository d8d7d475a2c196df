import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.kill('SIGKILL');
});

/** The server as `npm start` runs it, from its source, and all that it has printed so far. */
function start(environment: Record<string, string>) {
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, PORT: '0', ...environment },
  });
  running.push(server);
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => server.on('close', resolve));
  const shows = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(printed)?.[0];
        if (found) resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`ended without ${pattern}:\n${printed}`)));
    });
  return { server, ended, shows, output: () => printed };
}

const newFile = () => join(mkdtempSync(join(tmpdir(), 'tonnam-main-')), 'new', 'tonnam.db');

const form = {
  municipalityTh: 'เทศบาลตัวอย่าง',
  municipalityEn: 'Example',
  name: 'ผู้ดูแลตัวอย่าง',
  phone: '0812345678',
  pin: '135790',
};
const send = (link: string, fields: Record<string, string>) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(fields) });

it('makes the first officer by a link that works once, and stops gracefully', async () => {
  const DATABASE_FILE = newFile();
  const first = start({ DATABASE_FILE });
  const link = await first.shows(/http:\S+\/setup\/\S+/);
  expect((await fetch(link)).status).toBe(200);
  const wrong = await send(link, { ...form, phone: '12' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('aria-invalid="true"');
  expect((await send(link, form)).status).toBe(201);
  expect((await send(link, form)).status).toBe(404);
  first.server.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const second = start({ DATABASE_FILE });
  const log = await second.shows(/http:\/\/127\.0\.0\.1:\d+/);
  const opened = await fetch(`${log}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: form.phone, pin: form.pin }),
  });
  expect(opened.status).toBe(201);
  expect(second.output()).not.toContain('/setup/');
  const said = first.output() + second.output();
  for (const personal of [form.name, form.phone, form.pin]) expect(said).not.toContain(personal);
});

it('ends with the name of the variable that is not right', async () => {
  const { ended, output } = start({ PORT: 'eighty', DATABASE_FILE: newFile() });
  expect(await ended).toBe(1);
  expect(output()).toContain('PORT');
});

it('ends when the address is taken, and says so', async () => {
  const first = start({ DATABASE_FILE: newFile() });
  const [, port] = /:(\d+)$/.exec(await first.shows(/http:\/\/127\.0\.0\.1:\d+/)) ?? [];
  const second = start({ PORT: port ?? '', DATABASE_FILE: newFile() });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('EADDRINUSE');
});
