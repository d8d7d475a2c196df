import { z } from 'zod';
import { pageOf } from './common.ts';
import {
  kindName,
  pin,
  REGISTRY_KINDS,
  type RegistryKind,
  registryChangeView,
  registryFields,
  registryViews,
} from './registry.ts';

const ofEachKind = <T>(make: (kind: RegistryKind) => T) =>
  Object.fromEntries(REGISTRY_KINDS.map((kind) => [kind, make(kind)])) as Record<RegistryKind, T>;

/** The body that makes a new entry; a user comes with a PIN. */
export const newEntryBody = ofEachKind((kind) =>
  (kind === 'users' ? registryFields.users.extend({ pin }) : registryFields[kind]).meta({
    id: `New${kindName(kind)}`,
  }),
);

/** Every field may be left out, and none has a default: what is not given stays. */
export const changeEntryBody = ofEachKind((kind) => {
  const fields = Object.entries(registryFields[kind].shape).map(([name, type]) => {
    const plain = type instanceof z.ZodDefault ? type.unwrap() : type;
    return [name, (plain as z.ZodType).optional()];
  });
  return z
    .object({
      ...(Object.fromEntries(fields) as Record<string, z.ZodType>),
      ...(kind === 'users' && { pin: pin.optional() }),
      active: z
        .boolean()
        .optional()
        .meta({ description: 'False takes the entry out of use, true brings it back.' }),
      revision: z.int().min(1).meta({ description: 'The one that was read.' }),
    })
    .meta({ id: `Change${kindName(kind)}` });
});

export const entryPage = ofEachKind((kind) =>
  pageOf(registryViews[kind]).meta({ id: `${kindName(kind)}Page` }),
);
export const changePage = pageOf(registryChangeView).meta({ id: 'RegistryChangePage' });
