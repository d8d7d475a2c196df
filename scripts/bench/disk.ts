import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The environment of a server whose disk takes longer to keep what it is given. Needs a C compiler. */
export function slowFlush(folder: string, ms: number): Record<string, string> {
  const library = join(folder, 'slow-flush.so');
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, 'scripts/bench/slow-flush.c', '-ldl']);
  return { LD_PRELOAD: library, FLUSH_US: String(Math.round(ms * 1000)) };
}

/** What this disk takes to keep four kilobytes, in microseconds: the middle one of many. */
export function flushMicroseconds(folder: string): number {
  const file = openSync(join(folder, 'flush'), 'w');
  const took = Array.from({ length: 501 }, () => {
    writeSync(file, Buffer.alloc(4096));
    const start = process.hrtime.bigint();
    fsyncSync(file);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  closeSync(file);
  return took.sort((a, b) => a - b)[250]!;
}
