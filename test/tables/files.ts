import writeExcelFile from 'write-excel-file/node';

/** Thai as Excel in Thailand writes it: one byte a character. */
export const windows874 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((character) => {
      const point = character.codePointAt(0)!;
      return point >= 0x0e01 && point <= 0x0e5b ? point - 0x0e00 + 0xa0 : point;
    }),
  );

type Cell = string | number | boolean | Date | null;
export const xlsx = (rows: Cell[][]): Promise<Buffer> =>
  writeExcelFile(
    rows.map((row) =>
      row.map((value) => (value instanceof Date ? { value, format: 'dd/mm/yyyy' } : value)),
    ) as never,
  ).toBuffer() as Promise<Buffer>;
