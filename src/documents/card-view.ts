import type { Settings } from '../domain/settings.ts';
import type { CardView } from './views.ts';

/** The sign-in card of a person. @param url signs in: the QR code holds it */
export const cardView = (
  { name, issuedAt, expiresAt }: { name: string; issuedAt: string; expiresAt: string },
  municipality: { nameTh: string; example: boolean; settings: Pick<Settings, 'digits'> },
  url: string,
): CardView => ({
  name,
  municipality: municipality.nameTh,
  url,
  issuedAt,
  expiresAt,
  digits: municipality.settings.digits,
  example: municipality.example,
});
