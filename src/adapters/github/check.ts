import { z } from 'zod';
import type { CheckAnnotation } from '../../kernel/check.ts';
import type { CheckOrder, PublishedCheck } from '../../ports/code-host.ts';
import type { AppAccess } from './access.ts';
import { ask, askAll, askIfThere } from './ask.ts';
import { refuseLongOutput } from './check-limits.ts';

/** Most annotations that one request may carry; those of later requests are added to them. */
const ANNOTATIONS_AT_ONCE = 50;

const Run = z.object({
  id: z.number(),
  html_url: z.string().nullable(),
  name: z.string(),
  head_sha: z.string(),
  external_id: z.string().nullable(),
  app: z.object({ id: z.number() }).nullable(),
  output: z.object({ annotations_count: z.number() }),
});
type Run = z.infer<typeof Run>;

/**
 * Writes the check run of a key on a commit: updates ours where it stands, makes it where it does not. Annotations are
 * sent once each, however often this is called; the conclusion comes with the last of them.
 */
export async function putCheck(access: AppAccess, order: CheckOrder): Promise<PublishedCheck> {
  refuseLongOutput(order.output);
  const standing = (await readKnown(access, order)) ?? (await findByKey(access, order));
  // They stand in the order in which they were sent, and what stands cannot be taken away.
  const missing = order.output.annotations.slice(standing?.output.annotations_count ?? 0);
  const [first = [], ...rest] = paginate(missing);
  const write = (run: Run | null, page: readonly CheckAnnotation[], isLast: boolean) => {
    const body = assembleBody(order, page, isLast);
    return run === null ? createRun(access, order, body) : updateRun(access, run.id, body);
  };
  let run = await write(standing, first, rest.length === 0);
  for (const [index, page] of rest.entries()) run = await write(run, page, index === rest.length - 1);
  return { id: run.id, url: run.html_url ?? '' };
}

async function readKnown(access: AppAccess, order: CheckOrder): Promise<Run | null> {
  const { octokit, at, name } = access;
  const { knownId } = order;
  if (knownId === null) return null;
  const found = await askIfThere(`check run ${knownId} of ${name}`, Run, () =>
    octokit.request('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...at, check_run_id: knownId }),
  );
  return found !== null && isWanted(access, found, order) ? found : null;
}

async function findByKey(access: AppAccess, order: CheckOrder): Promise<Run | null> {
  const { octokit, at, name, app } = access;
  const runs = await askAll(`the check runs of ${name} at ${order.sha}`, Run, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...at,
      ref: order.sha,
      check_name: order.name,
      app_id: app.id,
      filter: 'all',
      per_page: 100,
    }),
  );
  const ours = runs.filter((run) => isWanted(access, run, order));
  return ours.toSorted((left, right) => left.id - right.id)[0] ?? null;
}

function isWanted({ app }: AppAccess, run: Run, { key, sha, name }: CheckOrder): boolean {
  return run.app?.id === app.id && run.external_id === key && run.head_sha === sha && run.name === name;
}

function wireAnnotation({ path, startLine, endLine, level, title, message }: CheckAnnotation) {
  return { path, start_line: startLine, end_line: endLine, annotation_level: level, title, message };
}

/** At least one page, so that a check run without annotations is written too. */
function paginate(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / ANNOTATIONS_AT_ONCE));
  return Array.from({ length: count }, (_, page) =>
    annotations.slice(page * ANNOTATIONS_AT_ONCE, (page + 1) * ANNOTATIONS_AT_ONCE),
  );
}

function assembleBody(order: CheckOrder, annotations: readonly CheckAnnotation[], isLast: boolean) {
  const { title, summary, text } = order.output;
  return {
    ...stateOf(order, isLast),
    name: order.name,
    external_id: order.key,
    ...(order.detailsUrl === null ? {} : { details_url: order.detailsUrl }),
    output: { title, summary, ...(text === '' ? {} : { text }), annotations: annotations.map(wireAnnotation) },
  };
}

/** Nobody should see a conclusion while remarks to it are still missing. */
function stateOf({ state }: CheckOrder, isLast: boolean) {
  if (state.kind === 'in-progress') return { status: 'in_progress', started_at: state.startedAt } as const;
  if (!isLast) return {};
  return { status: 'completed', conclusion: state.conclusion, completed_at: state.completedAt } as const;
}

type Body = ReturnType<typeof assembleBody>;

async function createRun({ octokit, at, name }: AppAccess, { sha }: CheckOrder, body: Body): Promise<Run> {
  // Without a status GitHub takes a new check run for one that waits in line.
  return ask(`a new check run on ${name} at ${sha}`, Run, () =>
    octokit.request('POST /repos/{owner}/{repo}/check-runs', {
      ...at,
      head_sha: sha,
      ...{ status: 'in_progress', ...body },
    }),
  );
}

async function updateRun({ octokit, at, name }: AppAccess, id: number, body: Body): Promise<Run> {
  return ask(`another state of check run ${id} of ${name}`, Run, () =>
    octokit.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...at, check_run_id: id, ...body }),
  );
}
