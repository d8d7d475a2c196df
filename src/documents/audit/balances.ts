import { ACCOUNT_GROUPS } from '../../domain/accounts.ts';
import { kilograms } from '../formats.ts';
import { BODY_WIDTH, LEFT, type Pages } from '../pages.ts';
import { drawTableSection } from '../section.ts';
import type { Column, Row } from '../table.ts';
import { heightOf, paragraph } from '../typography.ts';
import type { BalanceView } from '../views.ts';
import { GROUP } from './words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'กลุ่มบัญชี', english: 'Group', width: 150 },
  { title: 'บัญชี', english: 'Account', width: 233.28 },
  { title: 'กก.', english: 'kg', width: 100, align: 'right' },
];

/** So few accounts are told in a sentence below the picture of the way. */
const FEW = 6;

/** Where every gram is. The sum is worked out here, so that the reader need not believe it. */
export function drawBalances(pages: Pages, balances: readonly BalanceView[]): void {
  const sorted = ACCOUNT_GROUPS.flatMap((group) =>
    balances.filter((balance) => balance.group === group),
  );
  const sum = balances.reduce((total, { grams }) => total + grams, 0);
  if (sorted.length > 0 && sorted.length <= FEW) {
    drawSentence(pages, sorted, sum);
    return;
  }
  const all = sorted.length === 0 ? [] : [...sorted.map(row), sumRow(sum)];
  drawTableSection(pages, 'ดุลปริมาณ', 'Mass balance', COLUMNS, all, 'ยังไม่มีรายการเคลื่อนไหว');
}

function drawSentence(pages: Pages, balances: readonly BalanceView[], sum: number): void {
  const accounts = balances.map(({ account, grams }) => `${account} ${kilograms(grams)}`);
  const block = [
    paragraph(`ดุลปริมาณ Mass balance (กก.): ${accounts.join(' · ')}`, 'small'),
    sum === 0
      ? paragraph(`รวม Sum ${kilograms(sum)} ลงตัว: ผลรวมเป็นศูนย์`, 'strong')
      : paragraph(`รวม Sum ${kilograms(sum)} ▲ ไม่ลงตัว: ผลรวมต้องเป็นศูนย์`, 'alertStrong'),
  ];
  const lines = pages.type.set(block, BODY_WIDTH);
  pages.need(heightOf(lines));
  pages.type.part('P', () => {
    for (const { text, style, top } of lines) pages.type.draw(text, style, LEFT, pages.y + top);
  });
  pages.y += heightOf(lines);
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
