import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { renderRouteMarkdown } from './report-markdown.ts';
import { type Routed, seatedIn } from './routed.ts';

/** Hands a route to a runner of GitHub Actions: warnings, the summary of the job, and the outputs of the step. */
export async function tellRunner(routed: Routed, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  const { route, routing } = routed;
  for (const { text, advice } of routing.warnings) core.warning(`${text}. ${advice}`, { title: 'Routing' });
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderRouteMarkdown(routed), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  core.setOutput('depth', route.depth);
  core.setOutput('session-type', route.session_type);
  core.setOutput('experts', seatedIn(routed).join(','));
  core.setOutput('rows', route.rows.map(({ id }) => id).join(','));
}

/** Tells a runner that nothing was routed; what reads the outputs finds none. */
export async function tellRunnerOfFailure(error: unknown): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Routing: nothing was decided' });
}
