import { readdirSync, readFileSync } from 'node:fs';

/** Processor time in microseconds. Linux counts it in steps of ten milliseconds. */
export type Spent = { server: number; database: number; load: number };

const TICK_MICROSECONDS = 10_000;

type Process = { pid: number; name: string; parent: number; own: number; ended: number };

/** What all that this process has started has taken so far: programs that ended are the load. */
export function spent(): Spent {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => processOf(Number(pid)) ?? [])
      .map((each) => [each.pid, each] as const),
  );
  const isOurs = ({ parent }: Process): boolean => {
    if (parent === process.pid) return true;
    const above = all.get(parent);
    return above !== undefined && isOurs(above);
  };
  const ours = [...all.values()].filter(isOurs);
  const isDatabase = ({ name }: Process) => name === 'postgres';
  const sum = (some: Process[]) => some.reduce((total, { own, ended }) => total + own + ended, 0);
  return {
    server: sum(ours.filter((each) => !isDatabase(each))),
    database: sum(ours.filter(isDatabase)),
    load: all.get(process.pid)!.ended,
  };
}

/** @returns null for one that has just ended */
function processOf(pid: number): Process | null {
  try {
    const [, name, rest] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))!;
    const fields = rest!.split(' ').map(Number);
    const time = (first: number) => (fields[first]! + fields[first + 1]!) * TICK_MICROSECONDS;
    return { pid, name: name!, parent: fields[1]!, own: time(11), ended: time(13) };
  } catch {
    return null;
  }
}
