/** Photos that entries name, each municipality's own. They never change, and none is taken away. */
export interface Photos {
  /**
   * Makes a picture fit to be kept, and keeps it; on the disk when done. The same one again is kept once.
   * @returns the SHA-256, in hexadecimal, of what is kept
   * @throws Refusal photo-unreadable, photo-too-large; StorageUnavailable
   */
  put(municipalityId: string, picture: Uint8Array): Promise<string>;
  /** A JPEG; else whether nothing is kept under this hash, or something else. @throws StorageUnavailable */
  get(municipalityId: string, hash: string): Promise<Uint8Array | 'missing' | 'altered'>;
  /** A kept photo as lists show it: a JPEG whose shorter side has 320 pixels at most. */
  small(photo: Uint8Array): Promise<Uint8Array>;
}
