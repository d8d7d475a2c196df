import type { KeepMessage } from './messages.ts';

/** Filled in by the build: changes with any file of the app. */
declare const VERSION: string;
/** Filled in by the build: addresses of the app's files; `shell` for everybody, the others by audience. */
declare const FILES: Record<string, string[]>;
declare const self: ServiceWorkerGlobalScope;

const CACHE = `tonnam-${VERSION}`;
/** What each cache notes of itself: the audiences whose screens it keeps. */
const KEPT = '/kept-audiences';
/** Every screen is this page. Labels, sign-in links, papers and the API are the server's. */
const SHELL = '/';
const isScreen = ({ pathname }: URL) => pathname === SHELL || /^\/app(\/|$)/.test(pathname);

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keep(await keptAudiences());
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await oldCaches()) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  const { keep: asked } = event.data as KeepMessage;
  event.waitUntil(inTurn(() => keep(asked)).catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isScreen(url)) event.respondWith(cached(SHELL, request));
  } else if (Object.values(FILES).some((files) => files.includes(url.pathname))) {
    event.respondWith(cached(url.pathname, request));
  }
});

async function cached(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

async function add(group: string): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of FILES[group] ?? []) {
    if (!(await cache.match(path))) await cache.put(path, await fetched(path));
  }
}

/** @throws where it is not there, or something else came, such as the page of a public network's door */
async function fetched(path: string): Promise<Response> {
  const isShell = path === SHELL;
  // The page itself may be in the browser's own cache as it was before; what has a hash in its name not.
  const answer = await fetch(path, { cache: isShell ? 'reload' : 'default' });
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
  if (!answer.ok || answer.redirected || isPage !== isShell) throw new Error(`not ${path}`);
  if (isShell) {
    // While a new version is put on several servers, one may have this worker and another one that page.
    const text = await answer.clone().text();
    const parts = (FILES.shell ?? []).filter((file) => file.startsWith('/assets/'));
    if (!parts.every((file) => text.includes(file))) throw new Error('of another version');
  }
  return answer;
}

let turn: Promise<void> = Promise.resolve();

/** One after the other: of two notes written at once one would be lost. */
function inTurn(work: () => Promise<void>): Promise<void> {
  turn = turn.then(work, work);
  return turn;
}

/** The shell too: whatever the browser may have taken away is there again with the next start. */
async function keep(audiences: string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const all = new Set([...(await keptAudiences()), ...audiences]);
  for (const group of ['shell', ...all]) await add(group);
  await cache.put(KEPT, new Response(JSON.stringify([...all])));
}

/** Those of this version, or of the one before it. */
async function keptAudiences(): Promise<string[]> {
  for (const name of [CACHE, ...(await oldCaches())]) {
    const note = await (await caches.open(name)).match(KEPT);
    if (note) return note.json();
  }
  return [];
}

const oldCaches = async () =>
  (await caches.keys()).filter((name) => name.startsWith('tonnam-') && name !== CACHE);
