export type UnreadableReason = 'empty' | 'encoding' | 'quote' | 'spreadsheet' | 'too-many-rows';

/** A file that is no table, or too large a one. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Too many files are waiting; ask again later. */
export class TablesBusy extends Error {
  override readonly name = 'TablesBusy';
}
