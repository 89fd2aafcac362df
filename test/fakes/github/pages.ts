import { type Exchange, optionalNumber } from './route.ts';

/** One page of a list, with GitHub's Link header to the others. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Cuts the page that a request asks for; more than a hundred a page is a violation, and a hundred are given. */
export function pageOf<T>(exchange: Exchange, all: readonly T[]): Page<T> {
  const size = pageSize(exchange);
  const page = Math.max(1, optionalNumber(exchange.query, 'page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string) => linkTo(exchange, { page: String(to), per_page: String(size) }, rel);
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

/** How many items a request wants on a page. */
export function pageSize({ world, query, target }: Exchange): number {
  const asked = optionalNumber(query, 'per_page') ?? 30;
  const { pageSize: most } = world.limits;
  if (asked > most) world.violations.push(`GET ${target}: per_page ${asked} is more than ${most}, which are given`);
  return Math.max(1, Math.min(asked, most));
}

/** A link to the same list, as GitHub writes it: by the repository's number instead of its name. */
export function linkTo(
  { world, path, target }: Exchange,
  query: Readonly<Record<string, string>>,
  rel: string,
): string {
  const url = new URL(target, world.url());
  const [owner, repo] = [path.owner, path.repo].map((each) => String(each).toLowerCase());
  const named = world.repositories.find(
    (each) => each.owner.login.toLowerCase() === owner && each.name.toLowerCase() === repo,
  );
  if (named !== undefined) url.pathname = url.pathname.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${named.id}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return `<${url.href}>; rel="${rel}"`;
}
