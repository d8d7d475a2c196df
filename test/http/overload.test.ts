/** How much is begun in one turn of the event loop, and what becomes of whoever hangs up before. */
import { connect } from 'node:net';
import Fastify from 'fastify';
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

it('does not count those for ever who hang up before they are begun', async () => {
  const app = Fastify();
  onTestFinished(() => app.close());
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
  app.get('/*', { config: { operation: 'batches.read' } }, async () => 'here');
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  connect(Number(port), '127.0.0.1').end('GET /gone HTTP/1.1\r\nHost: here\r\n\r\n');
  await hungUp;
  expect((await app.inject('/')).body).toBe('here');
});
