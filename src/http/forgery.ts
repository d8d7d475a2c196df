import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A page of another site has a browser ask in its user's name. */
export class CrossSiteRequest extends Error {
  override readonly name = 'CrossSiteRequest';
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what a browser sends because another site's page told it to. By what the browser itself says of
 * a request, which no page can change, and not by a secret in each form: there is nothing to keep, to
 * expire while a phone is offline, or to forget in a new form.
 *
 * `Sec-Fetch-Site` is sent by every browser since 2023, `Origin` with every POST since 2020. Neither is
 * sent by programs, which no page can steer. A neighbour under the same domain (`same-site`) is another's
 * site too: municipalities share theirs. Signing in is guarded as well: else a page could sign its visitor
 * in as somebody else. Whoever brings a bearer token is no browser that was led astray.
 */
export function useForgeryGuard(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('onRequest', (request, _, done) => {
    const mayAsk =
      SAFE.includes(request.method) ||
      bearerOf(request) !== null ||
      isFromOwnPage(request, publicUrl());
    done(mayAsk ? undefined : new CrossSiteRequest());
  });
}

function isFromOwnPage({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  // `none`: its user typed the address, or opened a bookmark.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || new URL(origin).origin === new URL(publicUrl).origin;
}

/** The token of an `Authorization: Bearer …`, which comes before any cookie. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const [scheme, token] = headers.authorization?.split(' ') ?? [];
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}
