import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Why the service does not answer yet: it opens its database, brings its tables up to date, or cannot. */
type Waiting = 'starting' | 'migrating' | 'broken';

/** The door: listens before there is anything to serve, and says so, until it is told whom to let in to. */
export type Gate = {
  server: Server;
  listen(port: number, host: string): Promise<string>;
  setWaiting(status: Waiting): void;
  open(serve: RequestListener): void;
  close(): Promise<void>;
};

/**
 * Connections that may wait to be let in, as far as the system allows. Of Node's 511 the rest are dropped without a word
 * when everybody comes at once, and wait for seconds until they try again.
 */
const BACKLOG = 4096;

/** While it waits: alive, not ready, and for all else the problem document of a service that is not available. */
export function openGate(unavailable: (language: 'th' | 'en') => object): Gate {
  let status: Waiting = 'starting';
  let serve: RequestListener = ({ url = '/', headers }, response) => {
    const path = url.split('?')[0]?.toLowerCase().replace(/\/+$/, '');
    if (path === '/healthz') return send(response, 200, 'application/json', { status: 'ok' });
    response.setHeader('retry-after', '2');
    if (path === '/readyz') return send(response, 503, 'application/json', { status });
    // The language named first; whoever is served later is asked more closely.
    const language = /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'th';
    send(response, 503, 'application/problem+json', unavailable(language));
  };
  const server = createServer((request, response) => serve(request, response));
  // Longer than the reverse proxies in front keep theirs, or they would find it closed now and then.
  server.keepAliveTimeout = 72_000;
  return {
    server,
    async listen(port, host) {
      server.listen({ port, host, backlog: BACKLOG });
      await once(server, 'listening');
      const { address, port: taken, family } = server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
    },
    setWaiting(next) {
      status = next;
    },
    open(next) {
      serve = next;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      // Those that are answered while it closes are idle after.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearInterval(idle);
    },
  };
}

function send(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(JSON.stringify(body));
}
