/** `npm run demo`: the example municipality, to walk through and throw away. */
import closeWithGrace from 'close-with-grace';
import { readConfig } from '../src/config.ts';
import { MORNING } from './demo/morning.ts';
import { DEMO_PIN } from './demo/registry.ts';
import { serveDemo } from './demo/serve.ts';

const PEOPLE = `  0810000001  farmer             เกษตรกร
  0820000001  network lead       ผู้นำเครือข่าย
  0830000001  stall manager      ผู้จัดการแผง
  0840000001  kitchen staff      ครัวโรงเรียน
  0850000001  auditor            ผู้ตรวจสอบ
  0860000001  municipal officer  เจ้าหน้าที่เทศบาล`;

const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
const { url, close } = await serveDemo(config, console.log);
closeWithGrace({ delay: 10_000 }, close);
console.log(`
Example data (ตัวอย่าง), thrown away at the end. Everybody's PIN is ${DEMO_PIN}.
${PEOPLE}
  A label's page  ${url}/b/${MORNING.kale}
  The API         ${url}/docs

ready ${url}`);
