// Builds dist/: the compiled src/ and the programs of scripts/ that run beside it, the files that they read while
// running, and the phone app.
// dist/ has the shape of the repository, so a path relative to a module is the same in both. A program is bundled with
// what it imports; the modules stay beside it for the tests, and for programs that are not.
//   node scripts/build.mjs               always
//   node scripts/build.mjs --if-stale    only when a source has changed since the last build
//   node scripts/build.mjs --if-missing  only when there is none: a server that runs keeps what it runs from
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from './bundle.mjs';
import { buildWeb } from './web.mjs';

// What tests have built is what is served: the bundler would make it for development, a tenth larger and slower.
process.env.NODE_ENV = 'production';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.sources');
const sources = ['src', 'migrations', 'tsconfig.json', 'package-lock.json', 'scripts'];

const now = fingerprint();
const isThere = existsSync(stamp);
const isFresh = isThere && readFileSync(stamp, 'utf8') === now;
const spared = { '--if-stale': isFresh, '--if-missing': isThere };
if (!spared[process.argv[2]]) await build();

async function build() {
  console.error('• Building dist/ …');
  rmSync(dist, { recursive: true, force: true });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const config = join(root, 'scripts/tsconfig.build.json');
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  copy('src', (path) => !/\.tsx?$/.test(path) && !/web.(app|service-worker)/.test(path));
  copy('migrations', () => true);
  copy('scripts/demo/data', () => true);
  await bundlePrograms(dist);
  await buildWeb(root, join(dist, 'web'));
  writeFileSync(stamp, now);
}

function copy(folder, wanted) {
  const from = join(root, folder);
  if (!existsSync(from)) return;
  const filter = (path) => statSync(path).isDirectory() || wanted(path);
  cpSync(from, join(dist, folder), { recursive: true, filter });
}

/** Changes whenever a source file is added, removed or written. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder)) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
