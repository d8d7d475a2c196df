import type { HarvestLike } from '../../domain/batch/harvest.ts';
import { arrayOf } from './arrays.ts';

/** A harvest that there must not be, and whose. */
export type Asked = HarvestLike & { municipalityId: string };

export const likesOf = (
  group: readonly { municipalityId: string; unless: HarvestLike | null }[],
): Asked[] =>
  group.flatMap(({ municipalityId, unless }) => (unless ? [{ municipalityId, ...unless }] : []));

/**
 * What stands behind FROM: of each harvest that is asked for its place, from 1, and the code of the newest that is like it.
 * @param first number of the first of five parameters
 */
export const harvestsLike = (first: number): string => {
  const arrays = FIELDS.map((_, index) => `$${first + index}::text[]`).join(', ');
  return `unnest(${arrays}) WITH ORDINALITY AS asked (municipality, farmer, crop, day, since, place)
    JOIN LATERAL (
      SELECT code, registered_at FROM batches
      WHERE ARRAY[municipality_id, farmer_id, crop_id, harvested_on] = ARRAY[municipality, farmer, crop, day]
        AND status <> 'voided'
      ORDER BY position DESC LIMIT 1) AS newest ON registered_at >= since`;
};

const FIELDS = ['municipalityId', 'farmerId', 'cropId', 'harvestedOn', 'since'] as const;

export const likeValues = (asked: readonly Asked[]): Buffer[] =>
  FIELDS.map((field) =>
    arrayOf(
      'text',
      asked.map((each) => each[field]),
    ),
  );
