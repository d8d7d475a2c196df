import type { App } from '../../src/http/types.ts';

/** Every route of the running app, as `METHOD /path/:param`, from the router itself. */
export function routesOf(app: App): string[] {
  const routes: string[] = [];
  const above: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const node = /^(.*?[└├]── )(\S+)(?: \((.+)\))?$/.exec(line);
    if (!node) continue;
    const [, indent, part, methods] = node as unknown as [string, string, string, string?];
    const depth = indent.length / 4;
    above.length = depth - 1;
    const path = [...above, part].join('');
    above.push(part);
    for (const method of methods?.split(', ') ?? []) {
      if (method !== 'HEAD') routes.push(`${method} ${path.replace('//', '/')}`);
    }
  }
  return routes.sort();
}
