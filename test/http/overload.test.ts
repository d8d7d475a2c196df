/** How much is begun in one turn of the event loop, and who is counted as being served. */
import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { fewATurn, useOverload } from '../../src/http/overload.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

it('begins a few in each turn, in the order in which they came, until all are begun', async () => {
  const begin = fewATurn(8);
  const begun: number[] = [];
  const come = (numbers: number[]) => {
    for (const number of numbers) begin(() => begun.push(number));
  };
  come(Array.from({ length: 20 }, (_, index) => index));
  expect(begun).toHaveLength(8);
  await nextTurn();
  expect(begun).toHaveLength(16);
  come([20]);
  expect(begun).toHaveLength(16);
  await nextTurn();
  expect(begun).toEqual(Array.from({ length: 21 }, (_, index) => index));

  await nextTurn();
  come([21]);
  expect(begun.at(-1)).toBe(21);
});

/** Serves one request at a time. */
function servingOne(): FastifyInstance {
  const app = Fastify();
  onTestFinished(() => app.close());
  app.post('/*', { config: { operation: 'batches.read' } }, async () => 'taken');
  return app;
}
const listening = async (app: FastifyInstance) =>
  Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
const post = async (app: FastifyInstance) => (await app.inject({ method: 'POST', url: '/' })).body;

it('does not count those for ever who hang up before they are begun', async () => {
  const app = servingOne();
  const hungUp = new Promise<void>((resolve) => {
    app.addHook('onRequest', (request, reply, done) => {
      if (request.url === '/') return done();
      reply.raw.once('close', () => {
        done();
        resolve();
      });
    });
  });
  useOverload(app, 1);
  connect(await listening(app), '127.0.0.1').end(
    'POST /gone HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n',
  );
  await hungUp;
  expect(await post(app)).toBe('taken');
});

it('keeps nobody out while somebody is slow to send', async () => {
  const app = servingOne();
  useOverload(app, 1);
  const begun = new Promise((resolve) => {
    app.addHook('preParsing', async () => resolve(null));
  });
  const slow = connect(await listening(app), '127.0.0.1');
  onTestFinished(() => void slow.destroy());
  slow.write(
    'POST / HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[',
  );
  await begun;
  expect(await post(app)).toBe('taken');

  const answered = once(slow, 'data');
  slow.end(']');
  expect(String(await answered)).toMatch(/^HTTP\/1.1 200 /);
});
