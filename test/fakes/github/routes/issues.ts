import { z } from 'zod';
import { editIssue, type Issue, issuesOf, openIssue, switchesOf } from '../issues.ts';
import { pageOf } from '../pages.ts';
import { presentIssueItself } from '../presented/issue.ts';
import { presentIssue } from '../presented/pull.ts';
import { fault, notFound, Refusal } from '../refusal.ts';
import { number, ok, optionalText, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { loginOf } from '../token-login.ts';

const read = [['issues', 'read']] as const;
const write = [['issues', 'write']] as const;

/** Issues; a pull request is one, too. */
export const issueRoutes: readonly Route[] = [
  repositoryRoute('GET /issues', read, (exchange) => listIssues(demandIssues(exchange))),
  repositoryRoute('POST /issues', write, (exchange) => create(demandIssues(exchange))),
  repositoryRoute('GET /issues/{issue_number}', read, readOne),
  repositoryRoute('PATCH /issues/{issue_number}', write, update),
];

/** Where issues are switched off, GitHub says so with a status of its own. */
function demandIssues(exchange: RepositoryExchange): RepositoryExchange {
  if (switchesOf(exchange.repository).off) throw new Refusal(410, 'Issues has been disabled in this repository.');
  return exchange;
}

/** Open ones, newest first, unless asked otherwise. */
function listIssues(exchange: RepositoryExchange) {
  const { world, repository, query } = exchange;
  const [state, creator] = [optionalText(query, 'state') ?? 'open', optionalText(query, 'creator')];
  const wanted = (optionalText(query, 'labels') ?? '').toLowerCase().split(',').filter(Boolean);
  const listed = [
    ...[...issuesOf(repository).values()].map((issue) => ({ ...issue, shown: presentIssueItself(world, issue) })),
    ...[...repository.pulls.values()].map((pull) => ({ ...pull, shown: presentIssue(world, pull) })),
  ].filter(
    (each) =>
      (state === 'all' || each.state === state) &&
      (!creator || each.author.login === creator) &&
      wanted.every((name) => each.labels.some((label) => label.name.toLowerCase() === name)),
  );
  const ascending = optionalText(query, 'direction') === 'asc';
  const sorted = listed.toSorted((one, other) => (ascending ? one.number - other.number : other.number - one.number));
  const { items, headers } = pageOf(exchange, sorted);
  return ok(
    items.map(({ shown }) => shown),
    headers,
  );
}

/** Most characters of a title, and of a label's name. */
const [LONGEST_TITLE, LONGEST_LABEL] = [256, 50];

const Writing = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened']).nullish(),
  labels: z.array(z.string()).optional(),
});

function create(exchange: RepositoryExchange) {
  const { world, repository, caller } = exchange;
  const { title = '', body = '', labels = [] } = writingOf(exchange);
  const app = caller.kind === 'plain' ? null : world.app;
  const issue = openIssue(world, repository, { title, body, labels, app, author: loginOf(world, caller) });
  return { status: 201, body: presentIssueItself(world, issue) };
}

function update(exchange: RepositoryExchange) {
  const issue = findIssue(exchange);
  const { state_reason: stateReason, ...edit } = writingOf(exchange);
  editIssue(exchange.world, issue, { ...edit, stateReason });
  return ok(presentIssueItself(exchange.world, issue));
}

function readOne(exchange: RepositoryExchange) {
  const pull = exchange.repository.pulls.get(number(exchange.path, 'issue_number'));
  return ok(
    pull === undefined
      ? presentIssueItself(exchange.world, findIssue(exchange))
      : { ...presentIssue(exchange.world, pull), closed_by: null },
  );
}

function writingOf({ world, body }: RepositoryExchange): z.infer<typeof Writing> {
  const writing = Writing.parse(body);
  const { commentCharacters: most } = world.limits;
  if (writing.title?.trim() === '' || (writing.title?.length ?? 0) > LONGEST_TITLE)
    throw fault(422, `Validation Failed: title is blank or too long (maximum is ${LONGEST_TITLE} characters)`);
  if (writing.labels?.some((name) => name.trim() === '' || name.length > LONGEST_LABEL))
    throw fault(422, `Validation Failed: a label is blank or too long (maximum is ${LONGEST_LABEL} characters)`);
  if ((writing.body?.length ?? 0) > most)
    throw fault(422, `Validation Failed: body is too long (maximum is ${most} characters)`);
  return writing;
}

function findIssue({ repository, path }: RepositoryExchange): Issue {
  const issue = issuesOf(repository).get(number(path, 'issue_number'));
  if (issue === undefined) throw notFound();
  return issue;
}
