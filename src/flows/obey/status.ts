import type { Answer } from '../../committee/answer-comment/answer.ts';
import { ruleAgain } from '../../committee/lifted.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { microUsdOf } from '../../kernel/micro-usd.ts';
import { groundFiles, readGround } from '../ground-texts.ts';
import { loadConfig } from '../review-ground.ts';
import { type Commander, type ObeyPorts, readCommanded } from './commander.ts';
import { readLastSession } from './explain.ts';

/** Tells where a pull request stands and what it has cost. */
export async function tellStatus(commander: Commander, ports: ObeyPorts): Promise<Answer> {
  const { pull } = commander;
  const { journal, book } = ports;
  const now = await readCommanded(commander, ports);
  const review = await journal.step('find its review', () => book.current(pull));
  const session = await journal.step('read its last session', () => readLastSession(commander, ports));
  const dispositions = await journal.step('read its decisions', () => book.dispositions(pull));
  const spending = await journal.step('add up what it cost', () => book.spending(pull));
  const dayCapMicroUsd = await journal.step('read the cap of the day', () =>
    readDayCap(now.base.branch, now.head.sha, ports),
  );
  return {
    kind: 'status',
    pull: { state: now.state, draft: now.draft, head: now.head.sha },
    review,
    verdict: session === null ? null : { session, ruled: ruleAgain(session, dispositions) },
    spending: { ...spending, dayCapMicroUsd },
  };
}

async function readDayCap(branch: string, head: string, { host }: ObeyPorts): Promise<number | null> {
  const { tip } = await host.findBase(branch, head);
  const ground = await readGround(host.files, tip);
  try {
    const config = await loadConfig({ base: { repository: groundFiles(ground), commit: tip } });
    return microUsdOf(config.committee.budget_usd_per_day);
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
