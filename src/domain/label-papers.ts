/** What labels are printed on. Everything is in millimetres. */
export type LabelPaper = {
  /** Of one label. */
  readonly width: number;
  readonly height: number;
  /** A4 with so many labels; without it, a roll for a thermal printer with a label a page. */
  readonly sheet?: Sheet;
};

type Sheet = {
  readonly across: number;
  readonly down: number;
  /** The first label's corner. */
  readonly left: number;
  readonly top: number;
  /** From one label's left edge to the next one's. */
  readonly pitch: number;
};

/** Labels that fill the sheet from edge to edge. */
const filled = (width: number, height: number): LabelPaper => {
  const across = Math.floor(210 / width);
  const down = Math.floor(297 / height);
  const top = (297 - down * height) / 2;
  return { width, height, sheet: { across, down, left: 0, top, pitch: width } };
};

/** The usual rolls, and the usual sheets of office shops by how many labels they have. */
export const LABEL_PAPERS = {
  '50x30': { width: 50, height: 30 },
  '70x37': { width: 70, height: 37 },
  '100x50': { width: 100, height: 50 },
  'a4-14': {
    width: 99.1,
    height: 38.1,
    sheet: { across: 2, down: 7, left: 4.65, top: 15.15, pitch: 101.6 },
  },
  'a4-21': {
    width: 63.5,
    height: 38.1,
    sheet: { across: 3, down: 7, left: 7.2, top: 15.15, pitch: 66 },
  },
  'a4-24': filled(70, 37),
  'a4-40': filled(52.5, 29.7),
} as const satisfies Record<string, LabelPaper>;

export type LabelPaperName = keyof typeof LABEL_PAPERS;
export const LABEL_PAPER_NAMES = Object.keys(LABEL_PAPERS) as LabelPaperName[];

/** Where none is asked for. */
export const USUAL_LABEL_PAPER: LabelPaperName = '70x37';

/** So many are drawn at a time, that the printer's thread is free for others. */
export const MOST_LABELS = 2000;

/** Labels on one page. */
export const labelsAPage = (name: LabelPaperName): number => {
  const { sheet }: LabelPaper = LABEL_PAPERS[name];
  return sheet ? sheet.across * sheet.down : 1;
};

/** Why a label of a roll does not name the batch that it was stuck on. */
export const LABEL_OUTCOMES = ['claimed', 'taken', 'voided', 'other-network'] as const;
export type LabelOutcome = (typeof LABEL_OUTCOMES)[number];
