/** What some browsers read QR codes with. */
export type OwnReader = { detect(image: ImageBitmapSource): Promise<{ rawValue: string }[]> };
type OwnReaders = {
  new (options: { formats: string[] }): OwnReader;
  getSupportedFormats(): Promise<string[]>;
};

/** The browser's own reader; null where it has none, so that ours is loaded. */
export async function ownReader(): Promise<OwnReader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: OwnReaders };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return BarcodeDetector && formats.includes('qr_code')
    ? new BarcodeDetector({ formats: ['qr_code'] })
    : null;
}
