import { z } from 'zod';
import { addCheck, type CheckWriting, updateCheck } from '../checks.ts';
import { pageOf } from '../pages.ts';
import { presentCheck } from '../presented/check-run.ts';
import { resolveCommit } from '../references.ts';
import { fault, notFound, Refusal } from '../refusal.ts';
import {
  number,
  ok,
  optionalNumber,
  optionalText,
  type RepositoryExchange,
  type Route,
  repositoryRoute,
  text,
} from '../route.ts';
import type { Check } from '../world.ts';

const read = [['checks', 'read']] as const;
const write = [['checks', 'write']] as const;

/** Check runs. */
export const checkRoutes: readonly Route[] = [
  repositoryRoute('POST /check-runs', write, create),
  repositoryRoute('PATCH /check-runs/{check_run_id}', write, update),
  repositoryRoute('GET /check-runs/{check_run_id}', read, (exchange) =>
    ok(presentCheck(exchange.world, findCheck(exchange))),
  ),
  repositoryRoute('GET /commits/{ref}/check-runs', read, listChecks),
];

const Writing = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string().optional(),
      text: z.string().optional(),
      annotations: z.array(z.record(z.string(), z.unknown())).optional(),
    })
    .optional(),
});

function create(exchange: RepositoryExchange) {
  const { world, repository, body } = exchange;
  const order = Writing.parse(body);
  const headSha = order.head_sha ?? '';
  if (repository.objects.get(headSha)?.kind !== 'commit') throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  const check = addCheck(world, { repository, app: world.app, headSha }, writingOf(exchange));
  return { status: 201, body: presentCheck(world, check) };
}

function update(exchange: RepositoryExchange) {
  const check = findCheck(exchange);
  if (check.app.id !== exchange.world.app.id)
    throw fault(403, 'Invalid app_id - check run can only be modified by its own app');
  updateCheck(exchange.world, check, writingOf(exchange));
  return ok(presentCheck(exchange.world, check));
}

/** The newest of each name and app, unless all are asked for; newest first. */
function listChecks(exchange: RepositoryExchange) {
  const { world, repository, path, query } = exchange;
  const sha = resolveCommit(repository, text(path, 'ref'));
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${text(path, 'ref')}`);
  const name = optionalText(query, 'check_name');
  const status = optionalText(query, 'status');
  const app = optionalNumber(query, 'app_id');
  const found = [...world.checks.values()]
    .filter((check) => check.repository === repository && check.headSha === sha)
    .filter((check) => name === undefined || check.name === name)
    .filter((check) => status === undefined || check.status === status)
    .filter((check) => app === undefined || check.app.id === app)
    .toReversed();
  const all = optionalText(query, 'filter') === 'all' ? found : found.filter(isNewest);
  const { items, headers } = pageOf(exchange, all);
  return ok({ total_count: all.length, check_runs: items.map((check) => presentCheck(world, check)) }, headers);
}

function isNewest({ name, app, id }: Check, _index: number, all: readonly Check[]): boolean {
  return all.find((each) => each.name === name && each.app.id === app.id)?.id === id;
}

function writingOf({ world, body }: RepositoryExchange): CheckWriting {
  const { external_id, details_url, started_at, completed_at, head_sha: _sha, ...rest } = Writing.parse(body);
  const { checkCharacters: most, annotations } = world.limits;
  for (const [field, value] of Object.entries(rest.output ?? {})) {
    if (typeof value === 'string' && value.length > most)
      throw fault(422, `Invalid request.\n\noutput.${field} is too long (maximum is ${most} characters)`);
  }
  if (rest.output !== undefined && rest.output.summary === undefined)
    throw fault(422, 'Invalid request.\n\noutput.summary was not supplied.');
  if ((rest.output?.annotations?.length ?? 0) > annotations)
    throw fault(422, `Invalid request.\n\nNo more than ${annotations} annotations are taken in one request.`);
  if (rest.status === 'completed' && rest.conclusion === undefined)
    throw fault(422, 'Invalid request.\n\nconclusion is required when status is completed.');
  if (rest.conclusion === 'stale') throw fault(422, 'Invalid request.\n\nOnly GitHub makes a check run stale.');
  return {
    ...rest,
    externalId: external_id,
    detailsUrl: details_url,
    startedAt: started_at,
    completedAt: completed_at,
  };
}

function findCheck({ world, repository, path }: RepositoryExchange): Check {
  const check = world.checks.get(number(path, 'check_run_id'));
  if (check?.repository !== repository) throw notFound();
  return check;
}
