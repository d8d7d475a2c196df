/** What the product is held against: Fastify and better-sqlite3, one durable insert or one row a request. */
import SqliteDatabase from 'better-sqlite3';
import Fastify from 'fastify';

const [file] = process.argv.slice(2);
const sqlite = new SqliteDatabase(file);
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
sqlite.exec('CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, body TEXT NOT NULL)');
const insert = sqlite.prepare('INSERT INTO rows (id, body) VALUES (?, ?)');
const read = sqlite.prepare('SELECT body FROM rows WHERE id = ?');
insert.run('one', JSON.stringify({ name: 'one row', grams: 10_000, note: 'x'.repeat(500) }));

const app = Fastify();
app.post('/rows', async ({ headers, body }, reply) => {
  insert.run(String(headers['idempotency-key']), JSON.stringify(body));
  return reply.code(201).send({ id: headers['idempotency-key'] });
});
app.get<{ Params: { id: string } }>('/rows/:id', async ({ params }) =>
  JSON.parse((read.get(params.id) as { body: string }).body),
);
console.log(`listening at ${await app.listen({ port: 0, host: '127.0.0.1' })} "msg":"ready"`);
