// Puts each program of dist/ and each thread of the server into few files, with what it imports: eight hundred files
// took Node a third of the time in which a server starts.
// Plain JavaScript, as the rest of the build.
import { dirname, join, relative } from 'node:path/posix';
import { build, normalizePath } from 'vite';

const PROGRAMS = [
  'src/main',
  'src/storage/sqlite/writer-thread',
  'src/documents/worker',
  'src/tables/worker',
  'src/report-thread',
  'scripts/backup',
  'scripts/migrate-engine',
  'scripts/restore',
  'scripts/verify',
];
/** Packages of many small modules, or that have to share one of these; others are loaded from where they are. */
const PACKAGES = ['drizzle-orm', 'fastify-type-provider-zod', 'uuid', 'zod'];

/** @param folder of the compiled programs: each is replaced, the modules stay where they are */
export function bundlePrograms(folder) {
  const dist = normalizePath(folder);
  return build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root: dirname(dist),
    plugins: [ownAddress(dist)],
    ssr: { noExternal: PACKAGES },
    build: {
      ssr: true,
      outDir: dist,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: Object.fromEntries(PROGRAMS.map((name) => [name, join(dist, `${name}.js`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'src/parts/[name]-[hash].js' },
      },
    },
  });
}

/** A module finds the files beside it: it keeps its own address, wherever it is put. */
const ownAddress = (dist) => ({
  name: 'tonnam:own-address',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(dist) || !code.includes('import.meta.url')) return;
    const path = JSON.stringify(relative(dist, id));
    return { code: code.replaceAll('import.meta.url', `ADDRESS_OF(${path})`), map: null };
  },
  renderChunk: (code, { fileName }) =>
    code.replace(/ADDRESS_OF\("([^"]+)"\)/g, (_, path) => {
      const way = relative(dirname(fileName), path);
      return `new URL(${JSON.stringify(way)}, import.meta.url).href`;
    }),
});
