import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../app/command.ts';
import { type Audience, audiencesOf } from '../../wire/audiences.ts';
import { visitorOf } from '../access.ts';
import type { App } from '../types.ts';

/** Beside the compiled sources, and for sources that run as they are in `dist/`. */
const FOLDER = ['../../../web/', '../../../dist/web/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(`${path}/index.html`));

/** The app's own files and its own API; no script and no style inside the page, nothing from elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Of the workers that read QR codes and HEIC: the scripts that may compile WebAssembly. */
const DECODERS = /^(heic-)?decoder-/;
const DECODER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Their names hold a hash of their content. */
const FOREVER = { maxAge: '1y', immutable: true } as const;

/** The phone app: one page, at `/` and every address below `/app`, and the files that it loads. */
export async function webRoutes(app: App, deps: Deps): Promise<void> {
  if (!FOLDER) {
    app.log.error('the app is not there: it is made by `npm run build`');
    return;
  }
  const root = FOLDER;
  const hints = hintsFrom(root);
  const route = { config: { operation: 'web.read' } as const, schema: { hide: true } };
  await app.register(async (web) => {
    await web.register(fastifyStatic, { root, serve: false, preCompressed: true });

    const page = async (request: FastifyRequest, reply: FastifyReply) => {
      const [audience] = audiencesOf((await visitorOf(deps, request))?.roles ?? []);
      return reply
        .headers({
          ...(audience && { link: hints[audience] }),
          'content-security-policy': POLICY,
          'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
          'cache-control': 'no-cache',
        })
        .sendFile('index.html', { cacheControl: false });
    };
    web.get('/', route, page);
    web.get('/app', route, page);
    web.get('/app/*', route, page);

    const fresh = (name: string) =>
      web.get(`/${name}`, route, (_, reply) =>
        // What a worker may ask for is the page's business.
        reply
          .headers({ 'cache-control': 'no-cache', 'content-security-policy': POLICY })
          .sendFile(name, { cacheControl: false }),
      );
    for (const name of ['sw.js', 'manifest.webmanifest', 'icon.svg', 'libheif-licence.txt'])
      fresh(name);
    for (const size of [192, 512]) fresh(`icon-${size}.png`);

    web.get<{ Params: { name: string } }>('/assets/:name', route, (request, reply) => {
      const { name } = request.params;
      if (DECODERS.test(name)) reply.header('content-security-policy', DECODER_POLICY);
      return reply.sendFile(`assets/${name}`, FOREVER);
    });
  });
}

/**
 * What the home of each audience needs besides the page's own parts, for the header `Link`: a slow phone
 * asks for all of it at once, instead of finding out by reading the page's script.
 */
function hintsFrom(root: string): Record<Audience, string> {
  const files: Record<Audience, string[]> = JSON.parse(readFileSync(`${root}/home.json`, 'utf8'));
  const hint = (file: string) =>
    `<${file}>; ${file.endsWith('.css') ? 'rel=preload; as=style' : 'rel=modulepreload'}; crossorigin`;
  const hints = Object.entries(files).map(([audience, own]) => [
    audience,
    own.map(hint).join(', '),
  ]);
  return Object.fromEntries(hints);
}
