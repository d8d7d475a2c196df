import type { RegistryKind } from '../../wire/registry.ts';

export type ImportKind = Exclude<RegistryKind, 'municipality'>;
export const IMPORT_KINDS: readonly ImportKind[] = [
  'networks',
  'farmers',
  'plots',
  'certificates',
  'markets',
  'stalls',
  'schools',
  'kitchens',
  'crops',
  'users',
];

/** How a cell is read. */
type CellType =
  | { read: 'text' | 'phone' | 'pin' | 'number' | 'day' | 'flag' | 'units' | 'roles' | 'id' }
  /** A number typed in kilograms and kept in grams; in baht and kept in satang. */
  | { read: 'kilograms' | 'baht' }
  | { read: 'reference'; kind: ImportKind }
  | { read: 'choice'; choices: Readonly<Record<string, string>> };

export type Column = CellType & {
  field: string;
  th: string;
  en: string;
  /** Other headings that are understood. */
  also?: readonly string[];
  example: string;
};

const NOTE = 'ตัวอย่าง – แถวนี้ไม่ถูกนำเข้า';
/** Says that a row is an example; never kept. */
const NOTE_COLUMN: Column = {
  field: 'note',
  th: 'หมายเหตุ',
  en: 'Note',
  read: 'text',
  example: NOTE,
};
/** Understood in every file, in no template. */
const COMMON_COLUMNS: readonly Column[] = [
  { field: 'id', th: 'รหัสระบบ', en: 'Id', read: 'id', example: '' },
  {
    field: 'active',
    th: 'ใช้งาน',
    en: 'In use',
    read: 'flag',
    also: ['สถานะใช้งาน'],
    example: 'ใช่',
  },
];

const text = (
  field: string,
  th: string,
  en: string,
  example: string,
  ...also: string[]
): Column => ({
  field,
  th,
  en,
  read: 'text',
  example,
  also,
});
const names = (th: string, en: string): Column[] => [
  text('nameTh', 'ชื่อภาษาไทย', 'Thai name', th, 'ชื่อ', 'ชื่อไทย', 'Name'),
  text('nameEn', 'ชื่อภาษาอังกฤษ', 'English name', en, 'ชื่ออังกฤษ'),
];
const subdistrict = [
  text('subdistrictTh', 'ตำบล', 'Subdistrict in Thai', 'แม่กรณ์', 'ตำบลภาษาไทย', 'Subdistrict'),
  text('subdistrictEn', 'ตำบลภาษาอังกฤษ', 'Subdistrict in English', 'Mae Kon'),
];
const NETWORK = 'กลุ่มตัวอย่าง ต.แม่กรณ์';
const FARMER = 'เกษตรกรตัวอย่าง';
const number = (field: string, th: string, en: string, example: string, ...also: string[]) =>
  ({ field, th, en, read: 'number', example, also }) as const;
const flag = (field: string, th: string, en: string, example: string) =>
  ({ field, th, en, read: 'flag', example }) as const;
const reference = (field: string, kind: ImportKind, th: string, en: string, example: string) =>
  ({ field, th, en, read: 'reference', kind, example }) as const;
const phone = (example: string): Column => ({
  field: 'phone',
  th: 'โทรศัพท์',
  en: 'Phone',
  read: 'phone',
  also: ['เบอร์โทร', 'เบอร์โทรศัพท์', 'หมายเลขโทรศัพท์', 'โทร', 'มือถือ'],
  example,
});
const day = (field: string, th: string, en: string, example: string, ...also: string[]) =>
  ({ field, th, en, read: 'day', example, also }) as const;
const usual = (field: 'Min' | 'Max', th: string, en: string, example: string): Column[] => [
  { field: `usual${field}Grams`, th: `${th} (กก.)`, en: `${en} (kg)`, read: 'kilograms', example },
];

const CERTIFICATE_WORDS: Readonly<Record<string, string>> = {
  gap: 'gap',
  จีเอพี: 'gap',
  organic: 'organic',
  อินทรีย์: 'organic',
  เกษตรอินทรีย์: 'organic',
  pgs: 'pgs',
  พีจีเอส: 'pgs',
  other: 'other',
  อื่นๆ: 'other',
};

const INSPECTED_BY_WORDS: Readonly<Record<string, string>> = {
  inspector: 'inspector',
  ผู้ตรวจรับ: 'inspector',
  committee: 'committee',
  คณะกรรมการ: 'committee',
};

export const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  networks: [
    ...names(NETWORK, 'Example group, Mae Kon'),
    ...subdistrict,
    text('packerName', 'ชื่อผู้บรรจุ', 'Packer', ''),
    text(
      'packerAddress',
      'ที่อยู่ผู้บรรจุ',
      'Packer’s address',
      '99 หมู่ 4 ต.แม่กรณ์ อ.เมืองเชียงราย จ.เชียงราย 57000',
    ),
    text('packerNumber', 'เลขทะเบียนผู้บรรจุ', 'Packer’s number', '57-1-00001'),
  ],
  farmers: [
    reference('networkId', 'networks', 'เครือข่าย', 'Network', NETWORK),
    text('name', 'ชื่อ', 'Name', FARMER, 'ชื่อเกษตรกร', 'ชื่อ-สกุล', 'ชื่อ-นามสกุล'),
    phone('0810000001'),
  ],
  plots: [
    reference('farmerId', 'farmers', 'เกษตรกร', 'Farmer', FARMER),
    text('name', 'ชื่อแปลง', 'Plot', 'แปลงตัวอย่าง', 'แปลง', 'Name'),
    ...subdistrict,
    number('latitude', 'ละติจูด', 'Latitude', '19.86'),
    number('longitude', 'ลองจิจูด', 'Longitude', '99.73'),
    number('areaRai', 'เนื้อที่ (ไร่)', 'Area (rai)', '2.5', 'ไร่', 'เนื้อที่', 'พื้นที่'),
  ],
  certificates: [
    reference('farmerId', 'farmers', 'เกษตรกร', 'Farmer', FARMER),
    reference('networkId', 'networks', 'เครือข่าย', 'Network', ''),
    {
      field: 'kind',
      th: 'ประเภท',
      en: 'Kind',
      read: 'choice',
      choices: CERTIFICATE_WORDS,
      also: ['ประเภทใบรับรอง', 'มาตรฐาน'],
      example: 'GAP',
    },
    text('number', 'เลขที่', 'Number', 'ตัวอย่าง-000001', 'เลขที่ใบรับรอง'),
    text('issuer', 'ผู้ออก', 'Issuer', 'หน่วยรับรองตัวอย่าง', 'หน่วยรับรอง', 'ผู้ออกใบรับรอง'),
    day('validFrom', 'วันที่ออก', 'Valid from', '21/11/2569', 'ใช้ได้ตั้งแต่'),
    day('validTo', 'วันหมดอายุ', 'Valid to', '20 พฤศจิกายน 2572', 'ใช้ได้ถึง'),
  ],
  markets: [
    ...names('ตลาดตัวอย่าง', 'Example market'),
    ...subdistrict,
    text('opens', 'เปิดเมื่อ', 'Opens', 'วันศุกร์ ตั้งแต่ 06:00 น.', 'วันเวลาเปิด'),
  ],
  stalls: [
    reference('marketId', 'markets', 'ตลาด', 'Market', 'ตลาดตัวอย่าง'),
    ...names('แผงตัวอย่าง 1', 'Example stall 1'),
  ],
  schools: [
    ...names('โรงเรียนตัวอย่าง', 'Example school'),
    number('pupils', 'จำนวนนักเรียน', 'Pupils', '225', 'นักเรียน'),
    {
      field: 'inspectedBy',
      th: 'ผู้ตรวจรับพัสดุ',
      en: 'Inspected by',
      read: 'choice',
      choices: INSPECTED_BY_WORDS,
      example: 'คณะกรรมการ',
    },
    flag('supplyOfficerSigns', 'เจ้าหน้าที่พัสดุลงนาม', 'Supply officer signs', 'ใช่'),
    flag('directorSigns', 'ผู้อำนวยการลงนาม', 'Director signs', 'ใช่'),
  ],
  kitchens: [
    reference('schoolId', 'schools', 'โรงเรียน', 'School', 'โรงเรียนตัวอย่าง'),
    ...names('ครัวโรงเรียนตัวอย่าง', 'Example school kitchen'),
  ],
  crops: [
    ...names('คะน้าตัวอย่าง', 'Example kale'),
    text('scientificName', 'ชื่อวิทยาศาสตร์', 'Scientific name', 'Brassica oleracea'),
    {
      field: 'units',
      th: 'หน่วย (กรัม)',
      en: 'Units (grams)',
      read: 'units',
      also: ['หน่วย', 'Units'],
      example: 'กำ=300; ถุง=500',
    },
    ...usual('Min', 'เก็บต่อรุ่นต่ำสุด', 'Usual batch from', '5'),
    ...usual('Max', 'เก็บต่อรุ่นสูงสุด', 'Usual batch to', '60'),
    number('shelfAmbientDays', 'อายุนอกตู้เย็น (วัน)', 'Shelf life, ambient (days)', '2'),
    number('shelfColdDays', 'อายุในตู้เย็น (วัน)', 'Shelf life, cold (days)', '7'),
    flag('screeningFalsePositive', 'ชุดตรวจให้ผลบวกลวง', 'Screening false positive', 'ไม่ใช่'),
    {
      field: 'priceSatang',
      th: 'ราคาส่ง (บาท/กก.)',
      en: 'Delivery price (baht/kg)',
      read: 'baht',
      example: '35',
    },
  ],
  users: [
    text('name', 'ชื่อ', 'Name', 'ผู้ใช้ตัวอย่าง', 'ชื่อ-สกุล', 'ชื่อ-นามสกุล'),
    phone('0820000001'),
    reference('farmerId', 'farmers', 'เกษตรกร', 'Farmer', ''),
    {
      field: 'roles',
      th: 'บทบาท',
      en: 'Roles',
      read: 'roles',
      example: `network_lead@${NETWORK}`,
    },
    { field: 'pin', th: 'PIN', en: 'PIN', read: 'pin', also: ['รหัสผ่าน', 'พิน'], example: '' },
  ],
};

/** A heading without what people add to it or leave out of it. */
const plainHeading = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s*_\-./():,\u200b\ufeff]/g, '');

export const headingOf = ({ th, en }: Column): string => (th === en ? th : `${th} / ${en}`);

/** Headings as they may be typed, to columns: Thai, English, both, or the field's name. */
export function headingsOf(kind: ImportKind): Map<string, Column> {
  const known = new Map<string, Column>();
  const learn = (heading: string, column: Column) => {
    const plain = plainHeading(heading);
    if (!known.has(plain)) known.set(plain, column);
  };
  const columns = [...COLUMNS[kind], ...COMMON_COLUMNS, NOTE_COLUMN];
  for (const column of columns) {
    learn(column.field, column);
    learn(column.th, column);
    learn(column.en, column);
    learn(headingOf(column), column);
    // By the API's name the amount is in grams, or satang, as it is there.
    if (column.read === 'kilograms' || column.read === 'baht') {
      known.set(plainHeading(column.field), { ...column, read: 'number' });
      learn(column.field.replace('Grams', 'Kg').replace('Satang', 'Baht'), column);
    }
  }
  for (const column of columns) {
    if (column.read === 'reference') learn(column.field.replace(/Id$/, ''), column);
    for (const other of column.also ?? []) learn(other, column);
  }
  return known;
}

export const findColumn = (known: ReadonlyMap<string, Column>, heading: string) =>
  known.get(plainHeading(heading));

/** What a template says: headings, and a row that shows how to fill in. */
export function templateOf(kind: ImportKind): string[][] {
  const columns = [...COLUMNS[kind], NOTE_COLUMN];
  return [columns.map(headingOf), columns.map(({ example }) => example)];
}
