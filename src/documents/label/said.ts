import { inDigits, shortThaiDate, thaiDate } from '../formats.ts';
import type { LabelView } from '../views.ts';

/** What a label says besides crop, code and weight, which are always there. */
export interface Said {
  readonly municipality: boolean;
  readonly english: boolean;
  readonly network: boolean;
  /** The subdistrict, where nothing else says it. */
  readonly place: string | null;
  readonly days: readonly string[];
  readonly packer: string | null;
  /** Parts of the packer's line that are not broken. */
  readonly kept: readonly string[];
}

/** What a label can do without, in the order in which it does where there is no room; first of all what it says twice. */
const DISPENSABLE = [
  'cold',
  'spelt-out address',
  'a line each day',
  'municipality',
  'english',
  'network',
] as const;
type Dispensable = (typeof DISPENSABLE)[number];

/**
 * From all there is to say to what has to be said. Never left out are the days, the packer whom the law asks for, and
 * the network where there is no packer.
 * @param paper `isNarrow`: months are written short; `isSmall`: the municipality, and what is said twice, are left
 * out from the beginning
 */
export function waysToSay(view: LabelView, paper: { isNarrow: boolean; isSmall: boolean }): Said[] {
  const { isSmall } = paper;
  const { packer, network } = view;
  const isTwice = packer?.name === network;
  const left = new Set<Dispensable>();
  if (isSmall) left.add('municipality').add('a line each day');
  if (isSmall && view.bestBefore) left.add('cold');
  if (isSmall && isTwice) left.add('network');
  const ways = [said(view, left, paper)];
  for (const each of isTwice ? (['network', ...DISPENSABLE] as const) : DISPENSABLE) {
    if (left.has(each) || (each === 'network' && !packer)) continue;
    left.add(each);
    ways.push(said(view, left, paper));
  }
  return ways;
}

function said(
  view: LabelView,
  left: ReadonlySet<Dispensable>,
  { isNarrow, isSmall }: { isNarrow: boolean; isSmall: boolean },
): Said {
  const { network, subdistrict, packer } = view;
  const place = `ต.${subdistrict}`;
  const isPlaceSaid =
    network.includes(isSmall ? subdistrict : place) ||
    (left.has('network') && packer?.address?.includes(subdistrict));
  const date = isNarrow ? shortThaiDate : thaiDate;
  return {
    municipality: !left.has('municipality'),
    english: !left.has('english'),
    network: !left.has('network'),
    place: isPlaceSaid ? null : place,
    days: [
      ...(left.has('a line each day') ? fewDays(view, date) : days(view, date, isNarrow)),
      ...keeps(view, date, left.has('cold')),
    ].map(inDigits(view.digits)),
    ...packerSaid(packer, left.has('spelt-out address')),
  };
}

type Written = (iso: string) => string;

function days({ harvestedOn, packedOn, mixedFrom }: LabelView, on: Written, isNarrow: boolean) {
  if (mixedFrom) {
    return [`รวมจาก ${mixedFrom} รุ่น`, `เก็บเกี่ยวแรกสุด ${on(harvestedOn)}`, `บรรจุ ${on(packedOn)}`];
  }
  return packedOn === harvestedOn
    ? [`${isNarrow ? 'เก็บและบรรจุ' : 'เก็บเกี่ยวและบรรจุ'} ${on(harvestedOn)}`]
    : [`เก็บเกี่ยว ${on(harvestedOn)}`, `บรรจุ ${on(packedOn)}`];
}

/** The same on as few lines as can be. */
function fewDays(view: LabelView, on: Written): string[] {
  const { harvestedOn, packedOn, mixedFrom } = view;
  if (mixedFrom) return [`เก็บแรกสุด ${on(harvestedOn)}`, `รวม ${mixedFrom} รุ่น บรรจุ ${on(packedOn)}`];
  const isOneMonth = harvestedOn.slice(0, 7) === packedOn.slice(0, 7);
  if (!isOneMonth || packedOn === harvestedOn) return days(view, on, true);
  return [`เก็บ ${Number(harvestedOn.slice(8))} บรรจุ ${on(packedOn)}`];
}

const keeps = ({ bestBefore, bestBeforeCold }: LabelView, on: Written, withoutCold: boolean) => [
  ...(bestBefore ? [`ควรบริโภคก่อน ${on(bestBefore)}`] : []),
  ...(bestBeforeCold && !withoutCold ? [`แช่เย็น ควรบริโภคก่อน ${on(bestBeforeCold)}`] : []),
];

/** On one line, as far as it goes: broken between the parts of the address. */
function packerSaid(
  packer: LabelView['packer'],
  isAbbreviated: boolean,
): Pick<Said, 'packer' | 'kept'> {
  if (!packer) return { packer: null, kept: [] };
  const { name, address, number } = packer;
  const where = (address && isAbbreviated ? abbreviated(address) : address) ?? '';
  const numbered = number ? `เลขทะเบียน ${number}` : '';
  return {
    packer: [`ผู้บรรจุ ${name}`, where, numbered].filter(Boolean).join(' '),
    kept: [...where.split(/\s+/), numbered].filter(Boolean),
  };
}

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<=^|\s)บ้านเลขที่\s*/g, ''],
  [/(?<=^|\s)(?:หมู่ที่|หมู่บ้านที่|ม\.)\s*/g, 'หมู่ '],
  [/(?<=^|\s)ถนน\s*/g, 'ถ.'],
  [/(?<=^|\s)ตำบล\s*/g, 'ต.'],
  [/(?<=^|\s)อำเภอ\s*/g, 'อ.'],
  [/(?<=^|\s)จังหวัด\s*/g, 'จ.'],
  // The town's district is named after its province, which follows.
  [/(?<=^|\s)อ\.เมือง(\S+)(?=\s+จ\.\1(?:\s|$))/g, 'อ.เมือง'],
];

/** An address as the post takes it: ต. อ. จ. for ตำบล อำเภอ จังหวัด. */
const abbreviated = (address: string): string =>
  ABBREVIATIONS.reduce((short, [long, sign]) => short.replace(long, sign), address);
