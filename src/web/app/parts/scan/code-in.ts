import { parseBatchCode } from '../../../../domain/batch-code.ts';

/** The batch code in what a QR code holds: the address of a label's page, or the code alone. Null for anything else. */
export function codeIn(text: string): string | null {
  const [, part] = /^https?:\/\/[^/?#]+\/b\/([^/?#]+)/i.exec(text.trim()) ?? [];
  return parseBatchCode(part ?? text);
}
