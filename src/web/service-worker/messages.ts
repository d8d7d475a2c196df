/** From a page: keep the screens of these audiences on the phone too. */
export type KeepMessage = { keep: string[] };
