import { pageOf } from '../pages.ts';
import { nodeId } from '../presented/account.ts';
import { repositoryUrl } from '../presented/repository.ts';
import type { Ruleset } from '../records.ts';
import { notFound } from '../refusal.ts';
import { number, ok, type RepositoryExchange, type Route, repositoryRoute, text } from '../route.ts';
import { fullName, type Repository } from '../world.ts';

const read = [['metadata', 'read']] as const;

/** Rulesets, and what they come to for a branch. */
export const rulesetRoutes: readonly Route[] = [
  repositoryRoute('GET /rulesets', read, (exchange) => {
    const { items, headers } = pageOf(exchange, exchange.repository.rulesets);
    return ok(
      items.map((each) => presentRuleset(exchange, each)),
      headers,
    );
  }),
  repositoryRoute('GET /rulesets/{ruleset_id}', read, (exchange) => {
    const found = exchange.repository.rulesets.find(({ id }) => id === number(exchange.path, 'ruleset_id'));
    if (found === undefined) throw notFound();
    const conditions = { ref_name: { include: found.branches.map(refName), exclude: [] } };
    return ok({ ...presentRuleset(exchange, found), conditions, rules: found.rules, bypass_actors: [] });
  }),
  repositoryRoute('GET /rules/branches/{branch}', read, (exchange) => {
    const { repository, path } = exchange;
    const binding = repository.rulesets.filter((each) => binds(repository, each, text(path, 'branch')));
    const rules = binding.flatMap(({ id, rules: listed }) =>
      listed.map((rule) => ({
        ...rule,
        ruleset_source_type: 'Repository',
        ruleset_source: fullName(repository),
        ruleset_id: id,
      })),
    );
    const { items, headers } = pageOf(exchange, rules);
    return ok(items, headers);
  }),
];

function binds({ defaultBranch }: Repository, { enforcement, branches }: Ruleset, branch: string): boolean {
  const all = branches.includes('~ALL') || (branches.includes('~DEFAULT_BRANCH') && branch === defaultBranch);
  return enforcement === 'active' && (all || branches.includes(branch));
}

function presentRuleset({ world, repository }: RepositoryExchange, { id, name, enforcement }: Ruleset): object {
  const page = `https://github.com/${fullName(repository)}/rules/${id}`;
  return {
    id,
    node_id: nodeId('RepositoryRuleset', id),
    name,
    target: 'branch',
    source_type: 'Repository',
    source: fullName(repository),
    enforcement,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    _links: {
      self: { href: `${repositoryUrl(world, repository)}/rulesets/${id}` },
      html: { href: page },
    },
  };
}

function refName(branch: string): string {
  return branch.startsWith('~') ? branch : `refs/heads/${branch}`;
}
