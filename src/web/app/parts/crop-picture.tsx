/** Drawn by what they look like in the basket; a municipality names its own crops, so by words in their names. */
const KINDS: [Kind, RegExp][] = [
  ['herb', /ยอด|ตำลึง|shoots/i],
  ['sprouts', /ถั่วงอก|sprout/i],
  ['corn', /ข้าวโพด|\bcorn|Zea mays/i],
  ['mushroom', /เห็ด|mushroom|Pleurotus/i],
  ['broccoli', /บรอกโคลี|กะหล่ำดอก|broccoli|cauliflower/i],
  ['cabbage', /กะหล่ำ|ปลี|cabbage|capitata|pekinensis/i],
  ['radish', /ไชเท้า|radish|turnip|Raphanus/i],
  ['root', /แครอท|carrot|Daucus/i],
  ['chilli', /พริก|chilli|pepper|Capsicum/i],
  ['tomato', /มะเขือเทศ|tomato/i],
  ['eggplant', /มะเขือ|eggplant|Solanum/i],
  ['pumpkin', /ฟักทอง|pumpkin|Cucurbita/i],
  ['cucumber', /ฟัก|บวบ|แตง|มะระ|gourd|chayote|cucumber|Luffa|Momordica|Benincasa/i],
  ['beans', /ถั่ว|bean|pea\b|Vigna|Phaseolus|Pisum/i],
  ['onion', /หอม(?!.*หอ)|กุยช่าย|กระเทียม|onion|chive|garlic|Allium/i],
  ['herb', /กะเพรา|โหระพา|ผักชี|ขึ้นฉ่าย|ชะอม|basil|coriander|celery|cha-om/i],
];

type Kind = keyof typeof drawings;

/** Colours that hold on a light and on a dark ground. */
const [LEAF, PALE, RED, YELLOW, PURPLE, WHITE] = [
  '#2f8f4e',
  '#8fc75a',
  '#d8402f',
  '#eba52c',
  '#7b4f9e',
  '#e9e2c8',
] as const;

const TOP = 'M24 16C18 13 15 8 16 2c5 2 8 7 8 14zM24 16c0-7 3-12 8-14 1 6-2 11-8 14z';
const ROOT = 'M14 16c6-4 14-4 20 0 0 12-5 23-10 30-5-7-10-18-10-30z';

const drawings = {
  leaves: [
    [LEAF, 'M24 44C10 36 6 22 12 8c10 4 14 14 12 36z'],
    [PALE, 'M24 44c14-8 18-22 12-36-10 4-14 14-12 36z'],
    [LEAF, 'M24 44C16 32 17 16 24 4c7 12 8 28 0 40z'],
  ],
  cabbage: [
    [LEAF, 'M24 44C8 44 3 32 5 22 7 11 15 5 24 5s17 6 19 17c2 10-3 22-19 22z'],
    [PALE, 'M24 40c-9 0-13-7-12-14 1-8 6-12 12-12s11 4 12 12c1 7-3 14-12 14z'],
    [LEAF, 'M23 40V20h2v20zM24 30c4 0 7-3 9-8-5 1-8 4-9 8zM24 33c-4 0-7-3-9-8 5 1 8 4 9 8z'],
  ],
  broccoli: [
    [PALE, 'M19 26h10l-2 18h-6z'],
    [
      LEAF,
      'M10 28a8 8 0 0 1 0-14 8 8 0 0 1 12-7 8 8 0 0 1 13 3 8 8 0 0 1 4 14 7 7 0 0 1-7 6H14a6 6 0 0 1-4-2z',
    ],
  ],
  root: [
    [LEAF, TOP],
    [YELLOW, ROOT],
  ],
  radish: [
    [LEAF, TOP],
    [WHITE, ROOT],
  ],
  chilli: [
    [LEAF, 'M31 10c0-4 3-7 7-7v4c-2 0-3 1-3 3z'],
    [RED, 'M26 10c5-2 10 0 12 4 1 14-10 26-30 30 10-8 14-14 15-24 0-4 1-8 3-10z'],
  ],
  tomato: [
    [RED, 'M24 44C12 44 5 36 5 27s7-15 14-15c2 0 3 1 5 1s3-1 5-1c7 0 14 6 14 15s-7 17-19 17z'],
    [LEAF, 'M24 15l-9 3 4-6-5-3 7-1 3-5 3 5 7 1-5 3 4 6z'],
  ],
  eggplant: [
    [PURPLE, 'M29 15c8 4 11 14 6 22-6 9-19 10-25 3-6-6-3-14 4-18 5-3 9-5 15-7z'],
    [LEAF, 'M26 17c-1-5 2-9 7-10l2-5 4 2-3 6c3 4 2 8-1 11-3-1-6-3-9-4z'],
  ],
  pumpkin: [
    [LEAF, 'M22 14V5h6l-1 9z'],
    [YELLOW, 'M24 13c10-3 20 4 20 16S36 44 24 44 4 41 4 29s10-19 20-16z'],
    ['#c77f14', 'M22 14c-6 8-6 21 0 30h4c6-9 6-22 0-30h-1c4 9 4 20 0 29h-2c-4-9-4-20 0-29z'],
  ],
  cucumber: [
    [LEAF, 'M34 4c8 2 10 10 7 17-5 12-14 20-26 23C7 45 3 39 6 33 12 21 22 10 34 4z'],
    [PALE, 'M14 36l2-3 2 2-3 2zM22 28l3-3 1 2-3 3zM30 20l3-4 2 2-4 4z'],
  ],
  beans: [
    [LEAF, 'M8 6c4 0 5 3 5 6 1 12 7 22 20 28 3 1 4 4 1 5C17 43 6 30 5 11c0-3 1-5 3-5z'],
    [PALE, 'M22 4c4 0 5 3 5 6 1 10 5 17 15 22 3 1 3 4 0 5C28 36 20 24 19 9c0-3 1-5 3-5z'],
  ],
  onion: [
    [
      LEAF,
      'M22 30C20 20 14 12 8 6c8 2 14 8 16 18 0-8 2-15 6-21 1 8 0 15-2 22 3-7 7-11 13-14-3 7-8 13-13 19z',
    ],
    [WHITE, 'M21 28h8c5 6 4 16-4 16s-9-10-4-16z'],
  ],
  herb: [
    [LEAF, 'M23 46V10h2v36z'],
    [PALE, 'M24 14c-5-1-7-5-6-11 5 1 7 6 6 11zM24 14c5-1 7-5 6-11-5 1-7 6-6 11z'],
    [
      LEAF,
      'M24 26C15 27 9 22 8 14c9 0 15 5 16 12zM24 26c9 1 15-4 16-12-9 0-15 5-16 12zM24 40c-9 1-15-4-16-12 9 0 15 5 16 12zM24 40c9 1 15-4 16-12-9 0-15 5-16 12z',
    ],
  ],
  corn: [
    [YELLOW, 'M24 3c7 4 9 12 9 20 0 9-3 17-9 22-6-5-9-13-9-22 0-8 2-16 9-20z'],
    [LEAF, 'M23 45C12 40 8 30 10 18c8 5 13 14 13 27zM25 45c11-5 15-15 13-27-8 5-13 14-13 27z'],
  ],
  mushroom: [
    [WHITE, 'M20 24h9l1 20H18z'],
    ['#a3703f', 'M4 26C4 14 13 6 24 6s20 8 20 20c-12 3-28 3-40 0z'],
  ],
  sprouts: [
    [
      WHITE,
      'M10 44c-2-12 0-20 6-28h3c-5 8-7 16-5 28zM22 44c-2-13 0-24 4-32h3c-3 9-5 19-3 32zM34 44c-3-10-2-18 2-24h3c-3 7-4 14-1 24z',
    ],
    [
      PALE,
      'M12 14c2-5 8-6 10-1 0 4-6 6-10 1zM23 10c2-6 9-6 10 0 0 4-7 5-10 0zM33 19c2-5 9-5 10 0 0 4-7 5-10 0z',
    ],
  ],
} as const satisfies Record<string, readonly (readonly [string, string])[]>;

type Crop = { nameTh: string; nameEn: string; scientificName?: string | null };

/** A picture of the crop, beside its name. */
export function CropPicture({ crop }: { crop: Crop }) {
  const names = `${crop.nameTh} ${crop.nameEn} ${crop.scientificName ?? ''}`;
  const kind = KINDS.find(([, pattern]) => pattern.test(names))?.[0] ?? 'leaves';
  return (
    <svg class="crop-picture" viewBox="0 0 48 48" aria-hidden="true">
      {drawings[kind].map(([fill, d]) => (
        <path key={d} fill={fill} d={d} />
      ))}
    </svg>
  );
}
