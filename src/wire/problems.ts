import { z } from 'zod';
import type { RefusalFacts } from '../domain/refusal.ts';

/** What goes wrong before the rules are asked. */
type TransportFacts = {
  'invalid-request': Record<never, never>;
  'invalid-cursor': Record<never, never>;
  'malformed-body': Record<never, never>;
  'malformed-request': Record<never, never>;
  'request-too-slow': Record<never, never>;
  'headers-too-large': Record<never, never>;
  'unsupported-media-type': { types: string };
  'body-too-large': { limit: number };
  'idempotency-key-missing': Record<never, never>;
  'not-signed-in': Record<never, never>;
  'cross-site-request': Record<never, never>;
  'route-not-found': Record<never, never>;
  'papers-busy': Record<never, never>;
  'import-busy': Record<never, never>;
  'file-empty': Record<never, never>;
  'file-encoding': Record<never, never>;
  'file-quote': Record<never, never>;
  'file-spreadsheet': Record<never, never>;
  'file-too-many-rows': Record<never, never>;
  'service-unavailable': Record<never, never>;
  'internal-error': Record<never, never>;
};

export type ProblemFacts = RefusalFacts & TransportFacts;
export type ProblemCode = keyof ProblemFacts;
export type Language = 'th' | 'en';

type Text = { status: number; th: string; en: string };

/** `{fact}` stands for a fact of the problem; weights are written in kilograms. */
const PROBLEMS: Record<ProblemCode, Text> = {
  'batch-code-invalid': {
    status: 422,
    th: 'รหัส {code} ไม่ถูกต้อง อาจพิมพ์ผิดหนึ่งตัว โปรดดูฉลากอีกครั้ง',
    en: 'The code {code} is not right; one character may be wrong. Please look at the label again.',
  },
  'batch-code-taken': {
    status: 409,
    th: 'รหัส {code} ถูกใช้แล้ว โปรดสร้างรหัสใหม่',
    en: 'The code {code} is taken. Please make a new one.',
  },
  'batch-on-hold': {
    status: 409,
    th: 'ผลผลิต {code} ถูกระงับชั่วคราว ห้ามส่ง ขาย หรือปรุง จนกว่าเจ้าหน้าที่จะปลดระงับ',
    en: 'Batch {code} is on hold. It cannot be sent, sold or cooked until an officer releases it.',
  },
  'batch-failed': {
    status: 409,
    th: 'ผลผลิต {code} ไม่ผ่านการตรวจทางห้องปฏิบัติการ ห้ามส่ง ขาย หรือปรุง',
    en: 'Batch {code} failed a laboratory test. It cannot be sent, sold or cooked.',
  },
  'batch-recalled': {
    status: 409,
    th: 'ผลผลิต {code} ถูกเรียกคืน ห้ามส่ง ขาย หรือปรุง',
    en: 'Batch {code} is recalled. It cannot be sent, sold or cooked.',
  },
  'batch-voided': {
    status: 409,
    th: 'รายการเก็บเกี่ยว {code} ถูกยกเลิกแล้ว',
    en: 'The harvest {code} was voided.',
  },
  'roll-voided': {
    status: 409,
    th: 'ฉลากม้วนนี้ถูกยกเลิกแล้ว จึงพิมพ์อีกไม่ได้',
    en: 'This roll of labels was voided and cannot be printed.',
  },
  'roll-used-up': {
    status: 409,
    th: 'ฉลากม้วนนี้ใช้ครบทุกดวงแล้ว',
    en: 'All labels of this roll are used.',
  },
  'unit-unknown': {
    status: 422,
    th: 'พืชนี้ไม่ได้ใช้หน่วย {unit} หน่วยที่ใช้ได้คือ {units}',
    en: 'This crop is not counted in {unit}. It may be: {units}.',
  },
  'amount-too-small': {
    status: 422,
    th: 'จำนวนน้อยกว่าหนึ่งกรัม โปรดตรวจจำนวนและหน่วย',
    en: 'The amount is less than one gram. Please check number and unit.',
  },
  'unusual-amount': {
    status: 409,
    th: '{grams} ต่างจากปกติมาก (ปกติ {usualMinGrams} ถึง {usualMaxGrams}) หน่วยถูกต้องหรือไม่ ถ้าถูกต้องให้ยืนยันแล้วส่งอีกครั้ง',
    en: '{grams} is far from usual ({usualMinGrams} to {usualMaxGrams}). Is the unit right? If so, confirm and send again.',
  },
  'near-duplicate': {
    status: 409,
    th: 'เพิ่งบันทึกพืชเดียวกันไว้แล้วในรหัส {code} คนละรอบหรือไม่ ถ้าใช่ให้ยืนยันแล้วส่งอีกครั้ง',
    en: 'The same crop was just registered as {code}. Is this another picking? If so, confirm and send again.',
  },
  'insufficient-stock': {
    status: 409,
    th: 'ผลผลิต {code} ที่นี่มี {availableGrams} ไม่พอสำหรับ {wantedGrams}',
    en: 'There is {availableGrams} of batch {code} here, not enough for {wantedGrams}.',
  },
  'goods-moved-on': {
    status: 409,
    th: 'แก้ไขไม่ได้ เพราะผลผลิต {code} ถูกส่งต่อหรือใช้ไปแล้ว เหลือที่นี่ {availableGrams}',
    en: 'This cannot be changed: goods of batch {code} have gone on; {availableGrams} is left here.',
  },
  'date-in-future': {
    status: 422,
    th: 'วันที่ {date} ยังมาไม่ถึง (วันนี้ {today}) โปรดตรวจวันที่และนาฬิกาของเครื่อง',
    en: '{date} is in the future (today is {today}). Please check the date, and the clock of your phone.',
  },
  'time-in-future': {
    status: 422,
    th: 'เวลา {time} น. ของวันที่ {date} ยังมาไม่ถึง (ขณะนี้ {now} น.) โปรดตรวจเวลาและนาฬิกาของเครื่อง',
    en: '{time} on {date} is still to come (it is {now} now). Please check the time, and the clock of your phone.',
  },
  'date-too-old': {
    status: 422,
    th: 'วันที่ {date} เก่าเกินไป รับตั้งแต่ {oldest} เป็นต้นไป',
    en: '{date} is too long ago; entries from {oldest} on are taken.',
  },
  'spray-after-harvest': {
    status: 422,
    th: 'วันที่พ่น {sprayedOn} อยู่หลังวันเก็บเกี่ยว {harvestedOn}',
    en: 'The spraying on {sprayedOn} is after the harvest on {harvestedOn}.',
  },
  'packed-before-harvest': {
    status: 422,
    th: 'วันบรรจุ {packedOn} อยู่ก่อนวันเก็บเกี่ยว {harvestedOn} ของผลผลิต {code}',
    en: 'The packing on {packedOn} is before the harvest of batch {code} on {harvestedOn}.',
  },
  'label-past-best-before': {
    status: 422,
    th: 'ผลผลิต {code} ควรบริโภคก่อน {bestBefore} จึงพิมพ์ฉลากสำหรับวันหลังจากนั้นไม่ได้',
    en: 'Batch {code} was best before {bestBefore}: it gets no label for a later day.',
  },
  'label-too-small': {
    status: 422,
    th: 'ฉลากขนาด {size} มม. เล็กเกินไปสำหรับข้อความของผลผลิต {code} โปรดใช้ขนาด {larger} มม. หรือย่อชื่อและที่อยู่ผู้บรรจุในทะเบียน',
    en: 'A label of {size} mm has no room for all that batch {code} has to say. Please take one of {larger} mm, or shorten the packer’s name and address in the registry.',
  },
  'inspection-inconsistent': {
    status: 422,
    th: 'ผลตรวจขัดแย้งกันเอง: {reason}',
    en: 'The result contradicts itself: {reason}.',
  },
  'certificate-required': {
    status: 409,
    th: 'ผลผลิต {code} ไม่มีใบรับรองที่ใช้ได้ในวันเก็บเกี่ยว {harvestedOn} จึงยังส่งออกจากเครือข่ายไม่ได้',
    en: 'Batch {code} has no certificate in force on its day of harvest, {harvestedOn}; it cannot leave its network.',
  },
  'screening-required': {
    status: 409,
    th: 'ผลผลิต {code} ยังไม่มีผลตรวจที่ผ่าน จึงยังส่งออกจากเครือข่ายไม่ได้',
    en: 'Batch {code} has not passed a screening; it cannot leave its network.',
  },
  'certificate-or-screening-required': {
    status: 409,
    th: 'ผลผลิต {code} ต้องมีใบรับรองในวันเก็บเกี่ยว {harvestedOn} หรือผลตรวจที่ผ่าน ก่อนส่งออกจากเครือข่าย',
    en: 'Batch {code} needs a certificate in force on {harvestedOn}, or a passed screening, before it leaves its network.',
  },
  'not-holder': {
    status: 403,
    th: 'เฉพาะผู้ที่ถือของอยู่เท่านั้นที่บันทึกการเคลื่อนย้ายได้',
    en: 'Only whoever holds the goods can move them.',
  },
  'release-own-batch': {
    status: 403,
    th: 'ปลดระงับผลผลิต {code} ของตนเองไม่ได้ ต้องให้เจ้าหน้าที่คนอื่น',
    en: 'Batch {code} is your own: another officer must release it.',
  },
  'release-needs-test': {
    status: 409,
    th: 'ผลผลิต {code} ถูกระงับเพราะผลตรวจ ต้องมีผลตรวจซ้ำที่ผ่านก่อนปลดระงับ ({method})',
    en: 'Batch {code} was held for a test result: it needs a later test that passed ({method}) before its release.',
  },
  'nothing-to-release': {
    status: 409,
    th: 'ผลผลิต {code} ไม่ได้ถูกระงับ',
    en: 'Batch {code} is not on hold.',
  },
  'delivery-not-open': {
    status: 409,
    th: 'รายการ {code} ในการส่งนี้รับหรือยกเลิกไปแล้ว หรือไม่มีอยู่',
    en: 'Line {code} of this delivery is received or cancelled already, or is not there.',
  },
  'delivery-not-received': {
    status: 409,
    th: 'ใบส่งของนี้ยังยืนยันรับไม่ครบทุกรายการ จึงยังออกเอกสารนี้ไม่ได้',
    en: 'Not every line of this delivery is confirmed yet; there is no such paper of it before.',
  },
  'delivery-not-to-school': {
    status: 409,
    th: 'ใบตรวจรับพัสดุมีเฉพาะของที่ส่งให้โรงเรียน',
    en: 'Only deliveries to schools have an inspection paper.',
  },
  'nothing-accepted': {
    status: 409,
    th: 'ใบส่งของนี้ไม่มีรายการที่รับไว้ จึงไม่มีอะไรต้องจ่าย',
    en: 'Nothing of this delivery was accepted; there is nothing to pay for.',
  },
  'delivery-to-itself': {
    status: 422,
    th: 'ต้นทางและปลายทางเป็นที่เดียวกัน',
    en: 'The delivery goes to the place where it starts.',
  },
  'receipt-does-not-add-up': {
    status: 422,
    th: 'ผลผลิต {code} ส่งมา {sentGrams} แต่รับ ไม่รับ และขาด รวมกันได้ {statedGrams}',
    en: '{sentGrams} of batch {code} was sent, but accepted, rejected and missing add up to {statedGrams}.',
  },
  'receipt-incomplete': {
    status: 422,
    th: 'ยังไม่ได้ระบุรายการ {codes}',
    en: 'These lines are not stated yet: {codes}.',
  },
  'line-repeated': {
    status: 422,
    th: 'ผลผลิต {code} อยู่ในรายการมากกว่าหนึ่งบรรทัด',
    en: 'Batch {code} stands in more than one line.',
  },
  'mix-crops-differ': {
    status: 422,
    th: 'รวมได้เฉพาะพืชชนิดเดียวกัน {code} กับ {other} เป็นพืชคนละชนิด',
    en: 'Only batches of one crop can be mixed: {code} and {other} are not.',
  },
  'mix-on-hold': {
    status: 409,
    th: 'ผลผลิต {code} ถูกระงับอยู่ ถ้ารวมกัน รุ่นที่รวมแล้วจะถูกระงับทั้งหมด',
    en: 'Batch {code} is on hold: mixed with it, all of the new batch will be too.',
  },
  'held-by-input': {
    status: 409,
    th: 'ผลผลิต {code} ถูกระงับเพราะรุ่น {input} ที่อยู่ในนั้น ต้องปลดระงับที่รุ่น {input}',
    en: 'Batch {code} is on hold because of batch {input} in it: release that one.',
  },
  'count-needs-reason': {
    status: 422,
    th: 'นับผลผลิต {code} ได้ {countedGrams} แต่บัญชีมี {bookGrams} โปรดให้เหตุผล',
    en: '{countedGrams} of batch {code} was counted, the book says {bookGrams}. Please give a reason.',
  },
  'entry-not-found': {
    status: 404,
    th: 'ไม่พบรายการที่ต้องการแก้ไข',
    en: 'There is no such entry to correct.',
  },
  'entry-already-void': {
    status: 409,
    th: 'รายการนี้ถูกยกเลิกไปแล้ว',
    en: 'This entry is void already.',
  },
  'entry-not-correctable': {
    status: 422,
    th: 'รายการประเภทนี้แก้ไขตรงนี้ไม่ได้ ({type}) การส่งให้ใช้ยกเลิกการส่ง การระงับให้ใช้ปลดระงับ',
    en: 'An entry of this kind ({type}) is not corrected here: cancel a delivery, release a hold.',
  },
  'correction-empty': {
    status: 422,
    th: 'ยังไม่ได้ระบุว่าแก้ไขเป็นอะไร',
    en: 'It is not said what to change the entry to.',
  },
  'not-permitted': {
    status: 403,
    th: 'บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้',
    en: 'Your account may not do this.',
  },
  'not-found': { status: 404, th: 'ไม่พบข้อมูล', en: 'There is nothing here.' },
  'reference-unknown': {
    status: 422,
    th: 'ไม่พบข้อมูลที่อ้างถึงใน {field} หรือเลิกใช้แล้ว',
    en: 'What {field} refers to is unknown or no longer in use.',
  },
  'photo-unreadable': {
    status: 422,
    th: 'เปิดรูปนี้ไม่ได้ ไฟล์อาจเสียหรือส่งมาไม่ครบ รับเฉพาะรูป JPEG, PNG หรือ WebP โปรดถ่ายใหม่',
    en: 'This picture cannot be opened; the file may be damaged or cut short. JPEG, PNG and WebP are taken. Please take it again.',
  },
  'photo-too-large': {
    status: 422,
    th: 'รูปใหญ่เกินไป ({megapixels} ล้านจุด) รับไม่เกิน {most} ล้านจุด',
    en: 'The picture is too large ({megapixels} megapixels); at most {most} are taken.',
  },
  'photo-unknown': {
    status: 422,
    th: 'ยังไม่ได้รับรูปที่รายการนี้อ้างถึง โปรดส่งรูปก่อน ({photo})',
    en: 'A photo that this entry names has not been received. Please send it first ({photo}).',
  },
  'phone-taken': {
    status: 409,
    th: 'หมายเลขโทรศัพท์นี้เป็นของผู้ใช้อื่นแล้ว',
    en: 'This phone number is another user’s.',
  },
  'revision-conflict': {
    status: 409,
    th: 'มีผู้อื่นแก้ไขข้อมูลนี้ไปแล้ว (ครั้งที่ {revision}) โปรดเปิดดูใหม่ก่อนแก้ไข',
    en: 'Somebody else has changed this entry (revision {revision}). Please look again before you change it.',
  },
  'idempotency-key-reused': {
    status: 422,
    th: 'Idempotency-Key นี้ใช้กับคำสั่งอื่นไปแล้ว',
    en: 'This Idempotency-Key was used for another command.',
  },
  'wrong-phone-or-pin': {
    status: 401,
    th: 'หมายเลขโทรศัพท์หรือ PIN ไม่ถูกต้อง',
    en: 'Phone number or PIN is wrong.',
  },
  'too-many-attempts': {
    status: 429,
    th: 'ลองผิดหลายครั้งเกินไป โปรดรอ {minutes} นาที',
    en: 'Too many wrong attempts. Please wait {minutes} minutes.',
  },
  'municipality-needed': {
    status: 409,
    th: 'หมายเลขนี้อยู่ในหลายเทศบาล โปรดระบุ municipalityId: {municipalities}',
    en: 'This number belongs to several municipalities; please give a municipalityId: {municipalities}.',
  },
  'first-officer-exists': {
    status: 409,
    th: 'มีเจ้าหน้าที่คนแรกแล้ว',
    en: 'There is a first officer already.',
  },
  'setup-link-invalid': {
    status: 404,
    th: 'ลิงก์นี้ใช้ไม่ได้แล้ว โปรดดูลิงก์ล่าสุดในบันทึกของเครื่องแม่ข่าย',
    en: 'This link is no longer valid. Please take the latest from the server’s log.',
  },
  'wrong-pin': {
    status: 403,
    th: 'PIN เดิมไม่ถูกต้อง',
    en: 'The old PIN is wrong.',
  },
  'pass-invalid': {
    status: 404,
    th: 'ลิงก์หรือบัตรนี้ใช้ไม่ได้แล้ว โปรดขอใหม่จากผู้นำเครือข่ายหรือเทศบาล',
    en: 'This link or card is no longer good. Please ask your network lead or the municipality for another.',
  },
  'last-officer': {
    status: 409,
    th: 'เทศบาลต้องมีเจ้าหน้าที่ที่ใช้งานได้อย่างน้อยหนึ่งคน',
    en: 'The municipality must keep at least one active officer.',
  },
  'own-officer-role': {
    status: 409,
    th: 'ท่านถอนสิทธิ์เจ้าหน้าที่ของตนเองไม่ได้ โปรดให้เจ้าหน้าที่อีกคนทำ',
    en: 'You cannot take away your own role as an officer; another officer can.',
  },
  'municipality-stays': {
    status: 409,
    th: 'ปิดการใช้งานเทศบาลไม่ได้',
    en: 'A municipality cannot be taken out of use.',
  },
  'report-subject-needed': {
    status: 422,
    th: 'โปรดระบุ id ว่าจะออกรายงานของใคร',
    en: 'Please say by id whom or what the report is to be about.',
  },
  'report-not-ready': {
    status: 409,
    th: 'รายงานยังไม่เสร็จ โปรดรอสักครู่',
    en: 'The report is not done yet. Please wait a moment.',
  },
  'too-many-reports': {
    status: 429,
    th: 'กำลังทำรายงานของคุณอยู่ {most} ฉบับ โปรดรอให้เสร็จก่อน',
    en: '{most} reports of yours are being made. Please wait for them.',
  },
  'invalid-request': {
    status: 400,
    th: 'ข้อมูลที่ส่งมาไม่ถูกต้อง ดูรายการใน errors',
    en: 'Something in the request is not right; see errors.',
  },
  'invalid-cursor': {
    status: 400,
    th: 'cursor ไม่ถูกต้อง ให้ใช้ค่า next ของหน้าก่อน',
    en: 'The cursor is not right; use `next` of the page before.',
  },
  'malformed-body': {
    status: 400,
    th: 'อ่านข้อมูลที่ส่งมาไม่ได้ ต้องเป็น JSON',
    en: 'The body cannot be read; it must be JSON.',
  },
  'malformed-request': {
    status: 400,
    th: 'อ่านคำขอนี้ไม่ได้ เพราะไม่เป็นไปตาม HTTP',
    en: 'The request cannot be read: it is no HTTP.',
  },
  'request-too-slow': {
    status: 408,
    th: 'คำขอมาไม่ครบภายในเวลาที่กำหนด โปรดลองใหม่',
    en: 'The request did not arrive as a whole in time. Please try again.',
  },
  'headers-too-large': {
    status: 431,
    th: 'ส่วนหัวของคำขอใหญ่เกินไป',
    en: 'The headers of the request are too large.',
  },
  'unsupported-media-type': {
    status: 415,
    th: 'รับเฉพาะ {types}',
    en: 'Only {types} is taken.',
  },
  'body-too-large': {
    status: 413,
    th: 'ข้อมูลใหญ่เกิน {limit} ไบต์',
    en: 'The body is larger than {limit} bytes.',
  },
  'idempotency-key-missing': {
    status: 400,
    th: 'ต้องมี Idempotency-Key ที่เป็น UUID',
    en: 'An Idempotency-Key, a UUID, is needed.',
  },
  'not-signed-in': {
    status: 401,
    th: 'โปรดเข้าสู่ระบบก่อน',
    en: 'Please sign in first.',
  },
  'cross-site-request': {
    status: 403,
    th: 'คำสั่งนี้ถูกส่งมาจากเว็บไซต์อื่น จึงไม่ได้ทำรายการ',
    en: 'Another web site has sent this in your name, so nothing was done.',
  },
  'route-not-found': { status: 404, th: 'ไม่มีหน้านี้', en: 'There is no such page.' },
  'import-refused': {
    status: 422,
    th: 'ยังไม่ได้นำเข้า เพราะมี {wrong} แถวที่ไม่ถูกต้อง ดูรายการใน issues',
    en: 'Nothing was imported: something is wrong in {wrong} rows; see issues.',
  },
  'import-busy': {
    status: 503,
    th: 'กำลังอ่านไฟล์อื่นอยู่ โปรดลองใหม่ในอีกสักครู่',
    en: 'Other files are being read. Please try again in a moment.',
  },
  'file-empty': {
    status: 422,
    th: 'ไฟล์นี้ไม่มีข้อมูล',
    en: 'There is nothing in this file.',
  },
  'file-encoding': {
    status: 422,
    th: 'อ่านตัวอักษรในไฟล์ไม่ได้ โปรดบันทึกเป็น CSV UTF-8 หรือ XLSX',
    en: 'The text of the file cannot be read; please save it as CSV UTF-8 or XLSX.',
  },
  'file-quote': {
    status: 422,
    th: 'เครื่องหมายคำพูดในไฟล์ CSV เปิดแล้วไม่ปิด',
    en: 'A quotation mark in the CSV file is opened and never closed.',
  },
  'file-spreadsheet': {
    status: 422,
    th: 'อ่านไฟล์ XLSX นี้ไม่ได้ โปรดบันทึกใหม่จาก Excel โดยไม่ใส่รหัสผ่าน',
    en: 'This XLSX file cannot be read; please save it again from Excel, without a password.',
  },
  'file-too-many-rows': {
    status: 422,
    th: 'ไฟล์ใหญ่เกินไป รับไม่เกิน 20,000 แถว โปรดแบ่งไฟล์',
    en: 'The file is too large: 20,000 rows are taken at the most. Please divide it.',
  },
  'papers-busy': {
    status: 503,
    th: 'กำลังพิมพ์เอกสารจำนวนมาก โปรดลองใหม่ในอีกสักครู่',
    en: 'Many papers are being made. Please try again in a moment.',
  },
  'service-unavailable': {
    status: 503,
    th: 'ระบบไม่พร้อมชั่วคราว ข้อมูลยังไม่ถูกบันทึก โปรดลองใหม่ในอีกสักครู่',
    en: 'The service is not available for the moment; nothing was recorded. Please try again soon.',
  },
  'internal-error': {
    status: 500,
    th: 'เกิดข้อผิดพลาดในระบบ ข้อมูลยังไม่ถูกบันทึก โปรดแจ้งเจ้าหน้าที่',
    en: 'Something went wrong in the service; nothing was recorded. Please tell an officer.',
  },
};

/** RFC 9457. `code` is stable; `title` and `detail` are for people. */
export const problem = z
  .looseObject({
    type: z.string().meta({ description: 'urn:tonnam:problem: and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; programs decide by it.' }),
    detail: z.string().meta({ description: 'In Thai, or in English by Accept-Language.' }),
    texts: z.object({ th: z.string(), en: z.string() }).meta({
      description: 'The detail in both languages, for whoever keeps it and shows it later.',
    }),
    instance: z.string().meta({ description: 'Id of the request, also in the log.' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For invalid-request: what is wrong, and where.' }),
  })
  .meta({
    id: 'Problem',
    description: 'Problem document (RFC 9457), with the facts of the problem.',
  });
export type Problem = z.output<typeof problem>;

export function problemDocument<C extends ProblemCode>(
  code: C,
  facts: ProblemFacts[C],
  language: Language,
  instance: string,
): Problem {
  const { status } = PROBLEMS[code];
  const textIn = (asked: Language) =>
    PROBLEMS[code][asked].replace(/\{(\w+)\}/g, (_, name: string) =>
      shown(name, (facts as Record<string, unknown>)[name], asked),
    );
  const texts = { th: textIn('th'), en: textIn('en') };
  const detail = texts[language];
  const title = detail.split(/[.:;] /)[0] ?? detail;
  const type = `urn:tonnam:problem:${code}`;
  return { ...facts, type, title, status, code, detail, texts, instance };
}

function shown(name: string, value: unknown, language: Language): string {
  if (typeof value !== 'number' || !/grams$/i.test(name)) return String(value);
  const kilograms = new Intl.NumberFormat('en', { maximumFractionDigits: 3 }).format(value / 1000);
  return `${kilograms} ${language === 'th' ? 'กก.' : 'kg'}`;
}
