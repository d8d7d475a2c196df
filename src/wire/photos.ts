import { z } from 'zod';
import { PHOTO_HASH } from '../domain/batch/photos.ts';
import { batchCode } from './common.ts';

export const photoHash = z
  .string()
  .regex(PHOTO_HASH)
  .meta({ description: 'SHA-256 of the photo as it is kept, in hexadecimal.' });

/** Left out rather than empty, so that entries without photos are as they were before there were any. */
export const photoHashes = z
  .array(photoHash)
  .min(1)
  .max(6)
  .optional()
  .meta({ description: 'Photos that were sent before, by the hash that was answered.' });

export const photoKept = z
  .object({ hash: photoHash })
  .meta({ id: 'PhotoKept', description: 'The photo is kept; entries name it by its hash.' });

export const photoParams = z.object({ code: batchCode, hash: photoHash });

export const photoQuery = z.object({
  size: z
    .enum(['small', 'whole'])
    .default('whole')
    .meta({ description: 'Small, for lists: 320 pixels on its shorter side.' }),
});
