import { expect, expectTypeOf, it } from 'vitest';
import * as postgres from '../../src/storage/postgres/schema.ts';
import * as sqlite from '../../src/storage/sqlite/schema.ts';

type Rows<Tables> = {
  [N in keyof Tables]: Tables[N] extends { $inferSelect: infer Row } ? Row : never;
};

it('rows are of the same type in both engines', () => {
  expectTypeOf<Rows<Omit<typeof postgres, 'log'>>>().toEqualTypeOf<Rows<typeof sqlite>>();
  expect(Object.keys(postgres).sort()).toEqual([...Object.keys(sqlite), 'log'].sort());
});
