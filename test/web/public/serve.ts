import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublicPage } from '../../../src/web/public/view.ts';

export type Site = { address: string; close(): Promise<void> };

/** Serves pages by their paths under as strict a policy as they claim to need. */
export async function serve(pages: Record<string, PublicPage>): Promise<Site> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    if (!page) return response.writeHead(404).end();
    const policy = `default-src 'none'; style-src ${page.styleHash}; form-action 'self'`;
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    };
    return response.writeHead(200, headers).end(page.html);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
