import type { PullRef, RepositoryRef } from '../../change/pull-request.ts';
import type { PullPorts } from '../pull-ports.ts';
import { backtestRun } from './put-check.ts';

/** A run that ended, and the delivery that told it. */
export interface EndedRun {
  readonly repository: RepositoryRef;
  readonly run: number;
  readonly cause: string;
}

type BeginPorts = Pick<PullPorts, 'journal' | 'stories'>;

/** Begins to judge a run; which pull request it is about, and whether any, its own story asks the host. */
export async function judgeEndedRun({ repository, run, cause }: EndedRun, ports: BeginPorts): Promise<string> {
  await ports.journal.step(`judge the backtest of run ${run}`, () =>
    ports.stories.judgeBacktest({ repository, run, cause, again: false }, `${repository.id} ${cause}`),
  );
  return `run ${run} is looked at`;
}

/** Judges the run once more of which the check of a pull request speaks. */
export async function judgeBacktestAgain(
  pull: PullRef,
  cause: string,
  ports: BeginPorts & Pick<PullPorts, 'publications'>,
): Promise<string> {
  const run = await ports.journal.step('find the run of its backtests', () => backtestRun(pull, ports));
  if (run === null) return 'no run of its backtests is known';
  const { repository } = pull;
  await ports.journal.step(`judge run ${run} again`, () =>
    ports.stories.judgeBacktest({ repository, run, cause, again: true }, `${repository.id} ${cause}`),
  );
  return `run ${run} is looked at again`;
}
