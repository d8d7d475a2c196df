import { execFileSync } from 'node:child_process';

/** Tests that start the server as a program start what `npm start` does: the build, when it is stale made anew. */
export default function build() {
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: 'inherit' });
}
