/** What the product on PostgreSQL is held against: Fastify and pg, one durable insert a request. */
import Fastify from 'fastify';
import pg from 'pg';

const [connectionString] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 16 });
await pool.query('CREATE TABLE IF NOT EXISTS rows (id text PRIMARY KEY, body text NOT NULL)');

const app = Fastify();
app.post('/rows', async ({ headers, body }, reply) => {
  await pool.query({
    name: 'insert',
    text: 'INSERT INTO rows (id, body) VALUES ($1, $2)',
    values: [headers['idempotency-key'], JSON.stringify(body)],
  });
  return reply.code(201).send({ id: headers['idempotency-key'] });
});
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })} "msg":"ready"`);
