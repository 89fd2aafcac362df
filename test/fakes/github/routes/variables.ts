import { pageOf } from '../pages.ts';
import type { Variable } from '../records.ts';
import { notFound } from '../refusal.ts';
import { ok, type Route, repositoryRoute, text } from '../route.ts';

const read = [['actions_variables', 'read']] as const;

/** Variables for Actions; also a public repository shows them to nobody without the permission. */
export const variableRoutes: readonly Route[] = [
  {
    ...repositoryRoute('GET /actions/variables/{name}', read, ({ repository, path }) => {
      const found = repository.variables.get(text(path, 'name').toUpperCase());
      if (found === undefined) throw notFound();
      return ok(presentVariable(found));
    }),
    hidden: true,
    mayBeRefused: true,
  },
  {
    ...repositoryRoute('GET /actions/organization-variables', read, (exchange) => {
      const { world, repository } = exchange;
      const all = world.sharedVariables.filter(
        ({ owner, reaches }) =>
          owner.toLowerCase() === repository.owner.login.toLowerCase() && (reaches?.includes(repository.id) ?? true),
      );
      const { items, headers } = pageOf(exchange, all);
      return ok({ total_count: all.length, variables: items.map(presentVariable) }, headers);
    }),
    hidden: true,
    mayBeRefused: true,
  },
];

function presentVariable({ name, value, createdAt, updatedAt }: Variable): object {
  return { name, value, created_at: createdAt, updated_at: updatedAt };
}
