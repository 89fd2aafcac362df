import type { CheckOrder } from '../ports/code-host.ts';
import type { Publication } from '../ports/publications.ts';
import { headKey, type ReviewPlace, runKey } from './check-key.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';

/** The check run that people may require. */
export const VERDICT_CHECK = 'conclave/verdict';

/** What the check of a review says; with a cause it says again what is on record, in a run of its own. */
export type CheckWords = Pick<CheckOrder, 'state' | 'output'> & { readonly cause?: string | null };

/** What writing a check asks of the outside world. */
export type CheckPorts = Pick<PullPorts, 'clock'> & {
  readonly host: Pick<PullPorts['host'], 'putCheck'>;
  readonly publications: Pick<PullPorts['publications'], 'find' | 'note'>;
};

/** Writes the verdict check of a pull request's head, and notes it with its full text. */
export async function putCheck(
  place: ReviewPlace,
  { state, output, cause = null }: CheckWords,
  ports: CheckPorts,
): Promise<void> {
  const { host, publications } = ports;
  const { pull, head } = place;
  const noted = headKey(pull, head);
  const standing = standingOf(await publications.find(noted));
  const own = runKey(place, null);
  const speaks = standing !== null && cause === null && (standing.key === own || standing.key.startsWith(`${own}:`));
  // The newest run of a commit counts, so that whoever speaks after another one does it in a new run.
  const key = speaks ? standing.key : runKey(place, cause ?? standing?.key ?? null);
  const knownId = speaks || standing?.key === key ? (standing?.id ?? null) : null;
  const { id, url } = await host.putCheck({
    name: VERDICT_CHECK,
    sha: head,
    key,
    knownId,
    detailsUrl: null,
    state,
    output,
  });
  const { title, summary, text } = output;
  const ending = state.kind === 'completed' ? state.conclusion : 'in progress';
  const told = `${key}\n${VERDICT_CHECK}: ${ending}\n${title}\n\n${summary}\n\n${text}`;
  await publications.note({ key: noted, kind: 'check', pull, head, hostId: id, url, text: told, at: timeOf(ports) });
}

/** The run that speaks for a head now; its key is the first line of what was noted. */
function standingOf(noted: Publication | null): { readonly key: string; readonly id: number } | null {
  return noted === null ? null : { key: noted.text.split('\n', 1)[0] ?? '', id: noted.hostId };
}
