/** From a page: keep the screens of these audiences on the phone too, the `decoder` of QR codes, what reads `heic`. */
export type KeepMessage = { keep: string[] };
