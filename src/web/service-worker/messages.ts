/** From a page: keep the screens of these audiences on the phone too, and the `decoder` of QR codes. */
export type KeepMessage = { keep: string[] };
