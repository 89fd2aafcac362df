import type { AppStage } from './app-stage.ts';
import type { Rows } from './unfinished.ts';

const UNTOLD = `select name, status, workflow_uuid as id, error from dbos.workflow_status
  where status <> 'SUCCESS' order by created_at desc limit 20`;

/** Last letters of an app's log that are shown. */
const SHOWN = 6_000;

/** What a failed test leaves to look at: deliveries that did not arrive, stories without an end, the apps' last words. */
export async function reportFailure({ apps, github }: AppStage, rows: Rows): Promise<string> {
  const lost = github.deliveries.filter(({ statusCode }) => statusCode >= 300);
  const untold = await rows(UNTOLD, []);
  return [
    ...lost.map(
      ({ event, action, repositoryId, status }) => `not delivered: ${event} ${action} ${repositoryId}: ${status}`,
    ),
    ...untold.map((story) => `story: ${JSON.stringify(story)}`),
    ...apps.map((app) => `app: ${app.log().slice(-SHOWN)}`),
  ].join('\n');
}
