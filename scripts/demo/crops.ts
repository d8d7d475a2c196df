import { readFileSync } from 'node:fs';
import type { Unit } from '../../src/domain/quantities.ts';

/** Rows of a tab-separated file beside this one, by the names in its first line. */
export function readTable(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trim().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
}

const UNITS: Record<string, Unit> = {
  'กก.': 'kg',
  ขีด: 'khit',
  กำ: 'bundle',
  ถุง: 'bag',
  หัว: 'head',
  ลูก: 'fruit',
};
/** Example weights: nothing says what a bundle weighs, so each municipality sets its own. */
const GRAMS: Partial<Record<Unit, number>> = { bundle: 300, bag: 250, head: 700, fruit: 500 };
const HEAVY: Record<string, number> = { ฟักทอง: 3000, ฟักเขียว: 4000, ฟักแม้ว: 350, กะหล่ำปลี: 1200 };

export type DemoCrop = {
  th: string;
  minKg: number;
  maxKg: number;
  /** A unit other than kg in which it is also picked. */
  counted: { unit: Unit; gramsPerUnit: number } | null;
  satangPerKg: number;
  lunch: boolean;
  fields: Record<string, unknown>;
};

export function readCrops(): DemoCrop[] {
  return readTable('crops.tsv').map((row) => {
    const th = row.th ?? '';
    const [minKg = 5, maxKg = 20] = (row.batch_kg ?? '').split('-').map(Number);
    const [cheap = 20, dear = 40] = (row.thb_per_kg ?? '').split('-').map(Number);
    const units = (row.units ?? '')
      .split(',')
      .map((unit) => UNITS[unit])
      .filter((unit): unit is Unit => unit !== undefined && GRAMS[unit] !== undefined)
      .map((unit) => ({ unit, gramsPerUnit: HEAVY[th] ?? GRAMS[unit] ?? 0 }));
    return {
      th,
      minKg,
      maxKg,
      counted: units[0] ?? null,
      satangPerKg: ((cheap + dear) / 2) * 100,
      lunch: row.lunch_use !== 'low',
      fields: {
        nameTh: th,
        nameEn: row.en,
        scientificName: row.scientific,
        units,
        usualMinGrams: minKg * 1000,
        usualMaxGrams: maxKg * 1000,
        shelfAmbientDays: Number(row.shelf_ambient_d),
        shelfColdDays: Number(row.shelf_cold_d),
        screeningFalsePositive: th === 'ต้นหอม',
        priceSatang: ((cheap + dear) / 2) * 100,
      },
    };
  });
}
