/** The part of the server that registers, without the rest, which takes several times as long to start. */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { registerHarvest } from '../../dist/src/app/harvests.js';
import { accountBehind } from '../../dist/src/app/sessions.js';
import { openPhotos } from '../../dist/src/photos/index.js';
import { openSqliteServer } from '../../dist/src/storage/sqlite/open.js';
import { registerHarvestBody } from '../../dist/src/wire/commands.js';

const deps = {
  storage: await openSqliteServer(process.env.DATABASE_FILE),
  photos: openPhotos('nowhere'),
  now: () => new Date().toISOString(),
};

const server = createServer(async (request, response) => {
  const { authorization, 'idempotency-key': key } = request.headers;
  const answer = await registerHarvest(deps, {
    account: await accountBehind(deps, authorization.replace('Bearer ', '')),
    key,
    route: 'POST /v1/batches {}',
    body: registerHarvestBody.parse(await json(request)),
    deviceClock: null,
  });
  response.writeHead(answer.status).end(JSON.stringify(answer.body));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port} "msg":"ready"`);
});
