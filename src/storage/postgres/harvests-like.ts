import type { HarvestLike } from '../../domain/batch/harvest.ts';
import { arrayOf } from './arrays.ts';

/** A harvest that there must not be, and whose. */
export type Asked = HarvestLike & { municipalityId: string };

export const likesOf = (
  group: readonly { municipalityId: string; unless: HarvestLike | null }[],
): Asked[] =>
  group.flatMap(({ municipalityId, unless }) => (unless ? [{ municipalityId, ...unless }] : []));

const FIELDS = ['municipalityId', 'farmerId', 'cropId', 'harvestedOn', 'since'] as const;

/**
 * An expression: of each harvest that is asked for the code of the newest that is like it, or null. The function is in
 * the migrations.
 * @param first number of the first of its parameters
 */
export const harvestsLike = (first: number): string =>
  `harvests_like(${FIELDS.map((_, index) => `$${first + index}`).join(', ')})`;

export const likeValues = (asked: readonly Asked[]): Buffer[] =>
  FIELDS.map((field) =>
    arrayOf(
      'text',
      asked.map((each) => each[field]),
    ),
  );
