import { expect, it } from 'vitest';
import { addressWhenReady, startServer } from '../setup/server.ts';
import { townForServers } from '../setup/town-server.ts';

const METRICS_TOKEN = 'a-token-for-the-tests';
const read = (address: string, token: string) =>
  fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${token}` } });

it('figures are for whoever has the token: requests, appends, events, queue, size, no people', async () => {
  const { file, harvest, token, town } = await townForServers();
  const address = await addressWhenReady(startServer({ DATABASE_FILE: file, METRICS_TOKEN }));
  const { body } = await harvest(address);
  const code = JSON.parse(body).entries[0].batch;
  await fetch(`${address}/b/${code}`);
  expect((await fetch(`${address}/metrics`)).status).toBe(401);
  expect((await read(address, token)).status).toBe(401);

  const answer = await read(address, METRICS_TOKEN);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain');
  for (const line of [
    'tonnam_http_request_seconds_count{method="POST",route="/v1/batches",status="201"} 1',
    'tonnam_http_request_seconds_count{method="GET",route="/b/:code",status="200"} 1',
    'tonnam_append_seconds_count 1',
    'tonnam_append_conflicts_total 0',
    'tonnam_events_total{type="harvest-registered"} 1',
    'tonnam_writer_queue 0',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toMatch(/tonnam_database_bytes [1-9]\d{4}/);
  expect(text).toContain('process_resident_memory_bytes');
  const { farmer } = town.networks[0];
  for (const secret of [code, farmer.phone, farmer.account.userId, town.municipalityId, token]) {
    expect(text).not.toContain(secret);
  }
});
