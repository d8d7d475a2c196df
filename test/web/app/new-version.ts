import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * The same service under another address, where a new version of the app can be put: only its name differs,
 * which is how a phone knows it.
 */
export async function upgradable(address: string) {
  let version: string | null = null;
  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    // Whole and as it is, so that the new name can be written into it.
    const asked = url === '/sw.js' ? { 'accept-encoding': 'identity' } : headers;
    const forwarded = request(address + url, { method: method!, headers: asked }, (served) => {
      if (url !== '/sw.js' || !version) {
        answer.writeHead(served.statusCode!, served.headers);
        served.pipe(answer);
        return;
      }
      // Without what would have the browser told that it has not changed.
      const { 'content-length': _, etag: __, 'last-modified': ___, ...rest } = served.headers;
      answer.writeHead(served.statusCode!, rest);
      let text = '';
      served.on('data', (chunk) => {
        text += chunk;
      });
      served.on('end', () => answer.end(text.replace(/tonnam-[0-9a-f]{16}/, `tonnam-${version}`)));
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    release(name: string) {
      version = name;
    },
  };
}
