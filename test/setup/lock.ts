import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Another program that has the file locked until it is told to let go. */
export async function locked(file: string): Promise<() => Promise<unknown>> {
  const program = `
    const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
    database.exec('BEGIN EXCLUSIVE');
    process.stdout.write('locked');
    process.stdin.once('data', () => { database.exec('COMMIT'); process.exit(); });`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  await once(child.stdout, 'data');
  return () => {
    child.stdin.write('let go');
    return once(child, 'exit');
  };
}
