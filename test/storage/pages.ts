import type { Page, PageRequest } from '../../src/app/ports.ts';

export const FIRST: PageRequest = { limit: 100, cursor: null };

/** Everything of a list, page by page. `between` runs after each page, as others' work would. */
export async function all<T>(
  list: (page: PageRequest) => Promise<Page<T>>,
  limit = 100,
  between: () => Promise<unknown> = async () => {},
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit, cursor });
    if (page.items.length > limit) throw new Error('more than was asked for');
    items.push(...page.items);
    cursor = page.next;
    if (cursor !== null) await between();
  } while (cursor !== null);
  return items;
}
