/** Loads a municipality of example data into a throw-away database and serves it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { openSetup } from '../src/app/setup.ts';
import { readConfig } from '../src/config.ts';
import { openPapers } from '../src/documents/index.ts';
import { buildApp } from '../src/http/app.ts';
import { openSqlite } from '../src/storage/sqlite/open.ts';
import { liveThroughMonth } from './demo/month.ts';
import { DEMO_PIN, fillRegistry } from './demo/registry.ts';
import { settableClock } from './demo/world.ts';

const ROLES = [
  ['farmer', 'เกษตรกร', '0810000001'],
  ['network lead', 'ผู้นำเครือข่าย', '0820000001'],
  ['stall manager', 'ผู้จัดการแผง', '0830000001'],
  ['kitchen staff', 'ครัวโรงเรียน', '0840000001'],
  ['auditor', 'ผู้ตรวจสอบ', '0850000001'],
  ['municipal officer', 'เจ้าหน้าที่เทศบาล', '0860000001'],
] as const;

const config = readConfig(process.env);
const folder = mkdtempSync(join(tmpdir(), 'tonnam-demo-'));
const clock = settableClock();
const deps = { storage: openSqlite(join(folder, 'demo.db'), { durable: false }), now: clock.now };

console.log('ข้อมูลตัวอย่าง (example data): filling the registry …');
const start = Date.now();
clock.set(new Date(start - 29 * 86_400_000));
const world = await fillRegistry(deps, clock);
await liveThroughMonth(world, (day, of) => {
  if (day % 7 === 1) console.log(`  week ${Math.ceil(day / 7)} of ${of / 7} …`);
});
clock.set(null);

const papers = openPapers();
let listening = '';
const app = await buildApp({
  deps,
  papers,
  setup: openSetup(deps),
  publicUrl: () => config.PUBLIC_URL ?? listening,
  trustProxy: config.TRUST_PROXY,
  logger: { level: process.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn' },
});
closeWithGrace({ delay: 10_000 }, async () => {
  await app.close();
  await papers.close();
  await deps.storage.close();
  rmSync(folder, { recursive: true, force: true });
});
listening = await app.listen({ port: config.PORT, host: config.HOST });

console.log(`\n  PIN ${DEMO_PIN} for all:`);
for (const [role, thai, phone] of ROLES) console.log(`  ${phone}  ${role} (${thai})`);
const { items } = await deps.storage.batches(
  world.officer.municipalityId,
  undefined,
  { status: 'passed' },
  { limit: 1, cursor: null },
);
console.log(`\n  a label's page  ${listening}/b/${items[0]?.code}`);
console.log(`  the API         ${listening}/docs`);
console.log(`\nready ${listening}`);
