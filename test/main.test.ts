import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BLANK, newDatabase } from './setup/postgres-database.ts';
import { addressWhenReady, startServer as start } from './setup/server.ts';

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
  expect(first.output().match(/"request completed"/g)).toHaveLength(4);

  const second = start({ DATABASE_FILE });
  const log = await addressWhenReady(second);
  const opened = await fetch(`${log}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: form.phone, pin: form.pin }),
  });
  expect(opened.status).toBe(201);
  expect(second.output()).not.toContain('/setup/');
  // Figures are for whoever has the token, and here is none.
  expect((await fetch(`${log}/metrics`)).status).toBe(404);
  const said = first.output() + second.output();
  for (const personal of [form.name, form.phone, form.pin]) expect(said).not.toContain(personal);
});

it('serves from PostgreSQL, with two servers that start together and one first officer', async () => {
  const { url: DATABASE_URL, remove } = await newDatabase(BLANK);
  const servers = [start({ DATABASE_URL }), start({ DATABASE_URL })] as const;
  const [link, other] = (await Promise.all(
    servers.map(({ shows }) => shows(/http:\S+\/setup\/\S+/)),
  )) as [string, string];
  expect((await send(link, form)).status).toBe(201);
  expect((await send(other, { ...form, phone: '0812345679' })).status).toBe(409);
  for (const server of servers) {
    const opened = await fetch(`${await addressWhenReady(server)}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ phone: form.phone, pin: form.pin }),
    });
    expect(opened.status).toBe(201);
    server.server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output()).not.toContain(DATABASE_URL);
  }
  await remove();
});

it('ends with the name of the variable that is not right', async () => {
  const { ended, output } = start({ PORT: 'eighty', DATABASE_FILE: newFile() });
  expect(await ended).toBe(1);
  expect(output()).toContain('PORT');
});

it('ends when the address is taken, and says so', async () => {
  const other = createServer();
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const { port } = other.address() as AddressInfo;
  const { ended, output } = start({ PORT: String(port), DATABASE_FILE: newFile() });
  expect(await ended).toBe(1);
  expect(output()).toContain('EADDRINUSE');
  other.close();
});
