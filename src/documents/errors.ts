/** A view that cannot be printed; the message says which field and why. */
export class BadView extends Error {
  override readonly name = 'BadView';
  readonly code = 'bad_view';
}

/** Too many papers are waiting; ask again later. */
export class PapersBusy extends Error {
  override readonly name = 'PapersBusy';
  readonly code = 'papers_busy';

  constructor() {
    super('Too many papers are being made; try again in a moment');
  }
}
