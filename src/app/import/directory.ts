import { ROLE_PLACE, ROLES, type Role, type RoleAt } from '../../domain/people.ts';
import type { RegistryKind } from '../../wire/registry.ts';
import type { Registry } from '../ports.ts';
import { CellIssue } from './cells.ts';
import type { ImportKind } from './columns.ts';

/** An entry of any kind. */
export type Entry = {
  id: string;
  revision: number;
  active: boolean;
  changedAt: string;
  [field: string]: unknown;
};

const PAGE = 2_000;
/** Whose child an entry is, to tell it from another of the same name: `name@parent`. */
const PARENT: Partial<Record<ImportKind, [field: string, kind: ImportKind]>> = {
  farmers: ['networkId', 'networks'],
  stalls: ['marketId', 'markets'],
  kitchens: ['schoolId', 'schools'],
};
/** What an import of each kind looks up. */
const NEEDED: Readonly<Record<ImportKind, readonly ImportKind[]>> = {
  networks: [],
  farmers: ['networks'],
  plots: ['farmers', 'networks'],
  certificates: ['farmers', 'networks'],
  markets: [],
  stalls: ['markets'],
  schools: [],
  kitchens: ['schools'],
  crops: [],
  users: ['farmers', 'networks', 'stalls', 'markets', 'kitchens', 'schools'],
};
const ROLE_WORDS: Readonly<Record<string, Role>> = {
  เกษตรกร: 'farmer',
  ผู้นำเครือข่าย: 'network_lead',
  ผู้จัดการแผง: 'stall_manager',
  ครัวโรงเรียน: 'kitchen_staff',
  ผู้ตรวจสอบ: 'auditor',
  เจ้าหน้าที่เทศบาล: 'municipal_officer',
  ...Object.fromEntries(ROLES.map((role) => [role, role])),
};
const PLACE_KINDS = { network: 'networks', stall: 'stalls', kitchen: 'kitchens' } as const;

/** All entries that an import may name, by id and by what people call them. */
export class Directory {
  readonly #entries = new Map<RegistryKind, Entry[]>();
  readonly #byName = new Map<RegistryKind, Map<string, Entry[]>>();
  readonly #municipalityId: string;

  private constructor(municipalityId: string) {
    this.#municipalityId = municipalityId;
  }

  static async read(registry: Registry, municipalityId: string, kind: ImportKind) {
    const directory = new Directory(municipalityId);
    for (const needed of [kind, ...NEEDED[kind]]) {
      const entries: Entry[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: object[]; next: string | null } = await registry.registryEntries(
          municipalityId,
          needed,
          undefined,
          {},
          { limit: PAGE, cursor },
        );
        entries.push(...(page.items as Entry[]));
        cursor = page.next;
      } while (cursor !== null);
      directory.#entries.set(needed, entries);
      directory.#byName.set(needed, namesOf(entries));
    }
    return directory;
  }

  entries(kind: ImportKind): readonly Entry[] {
    return this.#entries.get(kind) ?? [];
  }

  /**
   * The entry that is meant by a name, a phone number, `name@parent` or an id; of several those in use
   * count. @throws CellIssue
   */
  find(kind: ImportKind, typed: string): Entry {
    const named = this.#named(kind, typed);
    const inUse = named.filter(({ active }) => active);
    const [entry, ...others] = inUse.length > 0 ? inUse : named;
    if (!entry) throw new CellIssue('reference-unknown', { name: typed });
    if (others.length > 0) {
      throw new CellIssue('reference-ambiguous', { name: typed, count: others.length + 1 });
    }
    return entry;
  }

  #named(kind: ImportKind, typed: string): readonly Entry[] {
    const names = this.#byName.get(kind);
    const named = names?.get(typed.toLowerCase());
    if (named) return named;
    const at = typed.indexOf('@');
    const parent = PARENT[kind];
    if (at < 1 || !parent) return [];
    const above = this.find(parent[1], typed.slice(at + 1).trim());
    const children = names?.get(typed.slice(0, at).trim().toLowerCase()) ?? [];
    return children.filter((child) => child[parent[0]] === above.id);
  }

  /** `network_lead@name; auditor`. @throws CellIssue */
  roles(typed: string): { roles: RoleAt[]; places: Entry[] } {
    const places: Entry[] = [];
    const roles = typed
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part): RoleAt => {
        const at = part.indexOf('@');
        const word = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
        if (!Object.hasOwn(ROLE_WORDS, word)) throw new CellIssue('not-roles');
        const role = ROLE_WORDS[word]!;
        const kind = ROLE_PLACE[role];
        // There is only one municipality that it could be.
        if (kind === 'municipality') return { role, place: { kind, id: this.#municipalityId } };
        if (at < 0) throw new CellIssue('not-roles');
        const place = this.find(PLACE_KINDS[kind], part.slice(at + 1).trim());
        places.push(place);
        return { role, place: { kind, id: place.id } };
      });
    return { roles, places };
  }
}

function namesOf(entries: readonly Entry[]): Map<string, Entry[]> {
  const names = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { id, nameTh, nameEn, name, phone } = entry;
    const called = [id, nameTh, nameEn, name, phone].filter((word) => typeof word === 'string');
    for (const word of new Set(called.map((word) => (word as string).toLowerCase()))) {
      const known = names.get(word);
      if (known) known.push(entry);
      else names.set(word, [entry]);
    }
  }
  return names;
}
