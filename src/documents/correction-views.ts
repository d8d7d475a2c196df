import type { BatchEvent, HarvestChange } from '../domain/batch/events.ts';
import type { BatchDetail } from '../wire/batches.ts';
import { actorView, asEvent } from './audit-view.ts';
import { baht, kilograms, quantity, thaiDateAndTime } from './formats.ts';
import type { CorrectionView } from './views.ts';
import { amountInUnits, EVENT, eventNote } from './words.ts';

type Entry = BatchDetail['history'][number];

/** Each correction with what the entry said before it and after it. */
export function correctionViews(history: readonly Entry[]): CorrectionView[] {
  const said = new Map(history.map((entry) => [entry.id, described(asEvent(entry))]));
  return history.flatMap((entry) => {
    const event = asEvent(entry);
    if (event.type !== 'corrected') return [];
    const { entry: id, action, reason } = event.data;
    const target = history.find((known) => known.id === id);
    if (!target) return [];
    const before = said.get(id) ?? '';
    const after = action === 'void' ? 'ยกเลิกทั้งรายการ' : changed(event.data) || before;
    said.set(id, after);
    return [
      {
        version: entry.version,
        of: target.version,
        what: EVENT[asEvent(target).type],
        action,
        reason,
        before,
        after,
        who: actorView(entry),
      },
    ];
  });
}

/** What an entry said when it was made. */
function described(event: BatchEvent): string {
  const { data } = event;
  if (event.type === 'harvest-registered') {
    return `${weight(event.data.amount)} ${harvestedAt(event.data)}`;
  }
  if ('amount' in data && data.amount) {
    const meal = event.type === 'cooked' ? eventNote(event) : undefined;
    return [weight(data.amount), meal].filter(Boolean).join(' ');
  }
  return eventNote(event) ?? EVENT[event.type];
}

/** What a correction says instead. */
function changed({
  amount,
  line,
  harvest,
  meal,
  priceSatang,
}: Extract<BatchEvent, { type: 'corrected' }>['data']): string {
  return [
    amount && weight(amount),
    line && `รับ ${kilograms(line.acceptedGrams)} กก.`,
    line?.rejected && `ไม่รับ ${kilograms(line.rejected.grams)} กก.`,
    line?.missing && `ขาด ${kilograms(line.missing.grams)} กก.`,
    priceSatang !== undefined && `ราคา ${baht(priceSatang)} บาท/กก.`,
    (harvest?.harvestedOn || harvest?.harvestedTime) && harvestedAt(harvest),
    meal?.menu,
    meal?.pupils !== undefined && `${quantity(meal.pupils)} คน`,
    harvest?.plotId !== undefined && 'แปลงปลูก',
    harvest?.spray !== undefined && 'การพ่นสารครั้งสุดท้าย',
  ]
    .filter(Boolean)
    .join(' ');
}

const harvestedAt = ({ harvestedOn, harvestedTime }: HarvestChange): string =>
  `เก็บเกี่ยว ${thaiDateAndTime(harvestedOn, harvestedTime)}`;

function weight(amount: Parameters<typeof amountInUnits>[0]): string {
  const counted = amountInUnits(amount);
  return `${kilograms(amount.grams)} กก.${counted ? ` (${counted})` : ''}`;
}
