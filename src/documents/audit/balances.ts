import { kilograms } from '../formats.ts';
import type { BalanceView } from '../views.ts';
import type { Pages } from './pages.ts';
import { drawTableSection, paragraph } from './section.ts';
import type { Column, Row } from './table.ts';
import { GROUP } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'กลุ่มบัญชี', english: 'Group', width: 150 },
  { title: 'บัญชี', english: 'Account', width: 233.28 },
  { title: 'กก.', english: 'kg', width: 100, align: 'right' },
];

const ORDER: readonly BalanceView['group'][] = ['origin', 'holding', 'end'];

/** Where every gram is. The sum is worked out here, so that the reader need not believe it. */
export function drawBalances(pages: Pages, balances: readonly BalanceView[]): void {
  const rows = ORDER.flatMap((group) =>
    balances.filter((balance) => balance.group === group).map(row),
  );
  const sum = balances.reduce((total, { grams }) => total + grams, 0);
  const all = rows.length === 0 ? [] : [...rows, sumRow(sum)];
  drawTableSection(pages, 'ดุลปริมาณ', 'Mass balance', COLUMNS, all, 'ยังไม่มีรายการเคลื่อนไหว');
}

function row({ group, account, grams }: BalanceView, index: number): Row {
  const { th, en } = GROUP[group];
  const first = index === 0;
  return {
    cells: [
      first ? [paragraph(`${th} ${en}`)] : [],
      [paragraph(account)],
      [paragraph(kilograms(grams))],
    ],
  };
}

function sumRow(sum: number): Row {
  const even = sum === 0;
  return {
    cells: [
      [paragraph('รวม Sum', 'strong')],
      even
        ? [paragraph('ลงตัว: ผลรวมเป็นศูนย์')]
        : [paragraph('▲ ไม่ลงตัว: ผลรวมต้องเป็นศูนย์', 'alertStrong')],
      [paragraph(kilograms(sum), even ? 'strong' : 'alertStrong')],
    ],
    total: true,
  };
}
