import { isDeepStrictEqual } from 'node:util';

/** Whatever JSON Schema allows. */
export type Schema = { [keyword: string]: unknown };
export type Schemas = Record<string, Schema>;

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;
const INPUT = /Input$/;

/**
 * Leaves the components that the paths lead to. The generator makes each schema twice, as it is sent
 * and as it is answered (`XInput` and `X`): the two become one wherever they say the same.
 */
export function tidyComponents<P>(paths: P, all: Schemas): { paths: P; schemas: Schemas } {
  const used = reachable(paths, all);
  const names = new Map(
    [...used].filter((name) => INPUT.test(name)).map((name) => [name, name.replace(INPUT, '')]),
  );
  const differs = ([input, plain]: [string, string]) =>
    used.has(plain) && !isDeepStrictEqual(renamed(all[input], names), renamed(all[plain], names));
  // One pair that differs makes others differ that refer to it.
  for (let unequal = [...names].filter(differs); unequal.length > 0; ) {
    for (const [input] of unequal) names.delete(input);
    unequal = [...names].filter(differs);
  }
  const schemas: Schemas = {};
  for (const name of [...used].sort()) {
    schemas[names.get(name) ?? name] = renamed(all[name] as Schema, names);
  }
  return { paths: renamed(paths, names), schemas };
}

function reachable(paths: unknown, all: Schemas): Set<string> {
  const found = new Set<string>();
  const follow = (value: unknown) => {
    for (const [, name] of JSON.stringify(value).matchAll(REFERENCE)) {
      if (!name || found.has(name)) continue;
      found.add(name);
      follow(all[name] ?? null);
    }
  };
  follow(paths);
  return found;
}

const renamed = <T>(value: T, names: ReadonlyMap<string, string>): T =>
  JSON.parse(
    JSON.stringify(value).replace(
      REFERENCE,
      (_, name: string) => `"#/components/schemas/${names.get(name) ?? name}"`,
    ),
  );

/** Values of these are data, not schemas. */
const DATA = ['example', 'examples', 'default', 'const', 'enum', 'required'];

/**
 * A schema without what only makes it longer: patterns that a format says already; and without closing
 * objects, as an answer may get another field one day.
 */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const schema = value as Schema;
  const kept = Object.entries(schema).filter(
    ([keyword, said]) =>
      !(keyword === 'pattern' && typeof said === 'string' && typeof schema.format === 'string') &&
      !(keyword === 'additionalProperties' && said === false),
  );
  return Object.fromEntries(
    kept.map(([keyword, said]) => [keyword, DATA.includes(keyword) ? said : plain(said)]),
  );
}
