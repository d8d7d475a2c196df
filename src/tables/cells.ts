/** What stands in a column: numbers, days and moments are typed, so that a spreadsheet reckons with them. */
export type CellKind = 'text' | 'count' | 'weight' | 'money' | 'day' | 'time';
/** Moments are told by the clock on the wall, as if it were UTC: a spreadsheet knows no time zones. */
export type Cell = string | number | Date | null;
export type ColumnOf = { title: string; kind: CellKind; width?: number };
/** Rows under frozen headings. */
export type SmallSheet = {
  name: string;
  /** Rows above the headings, for reading. */
  above?: readonly (readonly string[])[];
  columns: readonly ColumnOf[];
  rows: readonly (readonly Cell[])[];
  /** What the numbers of each row are, where rows differ. */
  kinds?: readonly CellKind[];
};
/** Rows that come one by one, perhaps by the million. */
export type LongSheet = {
  name: string;
  columns: readonly ColumnOf[];
  /** How many there will be. */
  count: number;
  rows: AsyncIterable<readonly Cell[]>;
};
