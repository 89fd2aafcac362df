import { z } from 'zod';
import { presentLabel } from '../presented/pull.ts';
import { repositoryUrl } from '../presented/repository.ts';
import { addLabel } from '../pulls.ts';
import { notFound, Refusal } from '../refusal.ts';
import { number, ok, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { loginOf } from '../token-login.ts';

/** Puts labels on a pull request; either permission is enough, as it is an issue, too. */
export const labelRoute: Route = repositoryRoute(
  'POST /issues/{issue_number}/labels',
  [
    ['issues', 'write'],
    ['pull_requests', 'write'],
  ],
  putLabels,
);

/** Most characters of a label's name. */
const LONGEST_NAME = 50;

const Wanted = z.object({ labels: z.array(z.string()) });

/** What stands already stays as it is, in whatever letters it is asked for. */
function putLabels(exchange: RepositoryExchange) {
  const { world, repository, path, caller } = exchange;
  const pull = repository.pulls.get(number(path, 'issue_number'));
  if (pull === undefined) throw notFound();
  const { labels } = Wanted.parse(exchange.body);
  if (labels.some((name) => name.length > LONGEST_NAME)) {
    const message = `name is too long (maximum is ${LONGEST_NAME} characters)`;
    throw new Refusal(422, 'Validation Failed', {
      errors: [{ resource: 'Label', code: 'custom', field: 'name', message }],
    });
  }
  for (const name of labels) {
    const stands = pull.labels.some((label) => label.name.toLowerCase() === name.toLowerCase());
    if (!stands) addLabel(world, pull, { name, by: loginOf(world, caller) });
  }
  return ok(pull.labels.map((label) => presentLabel(repositoryUrl(world, repository), label)));
}
