import type { Route } from './route.ts';

/** A route that fits a path, with what stands in the path's places. */
export interface Matched {
  readonly route: Route;
  readonly path: Record<string, unknown>;
}

/** Parameters that may hold slashes. */
const WIDE = ['path', 'ref', 'branch', 'basehead', 'tree_sha'];

/** Finds the route of a request; the first that fits in the order given. */
export function makeRouter(routes: readonly Route[]): (method: string, pathname: string) => Matched | null {
  const compiled = routes.map((route) => ({ route, ...compile(route.operation) }));
  return (method, pathname) => {
    for (const { route, method: wanted, pattern } of compiled) {
      const found = wanted === method ? pattern.exec(pathname) : null;
      if (found === null) continue;
      const places = Object.entries(found.groups ?? {});
      return { route, path: Object.fromEntries(places.map(([name, value]) => [name, decodeURIComponent(value)])) };
    }
    return null;
  };
}

function compile(operation: string): { readonly method: string; readonly pattern: RegExp } {
  const [method = '', path = ''] = operation.split(' ');
  const source = path
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return RegExp.escape(part);
      return `(?<${name}>${WIDE.includes(name) ? '.+' : '[^/]+'})`;
    })
    .join('');
  return { method, pattern: new RegExp(`^${source}$`) };
}
