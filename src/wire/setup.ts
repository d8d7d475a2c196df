import { z } from 'zod';
import { text } from './common.ts';
import { phone, pin } from './registry.ts';

/** What the one-time link of a new installation asks for. */
export const firstOfficer = z.object({
  municipalityTh: text(200),
  municipalityEn: text(200),
  name: text(200),
  phone,
  pin,
});
export type FirstOfficer = z.output<typeof firstOfficer>;
