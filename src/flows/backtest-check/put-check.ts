import { BACKTEST_CHECK, type BacktestCheck } from '../../backtest/verdict/check.ts';
import type { PullRef } from '../../change/pull-request.ts';
import { hashText } from '../../kernel/hash.ts';
import type { Publication } from '../../ports/publications.ts';
import { type PullPorts, timeOf } from '../pull-ports.ts';
import { borrow } from '../strictest.ts';

/** What the check of the backtests is to say of a head. */
export interface BacktestWords extends BacktestCheck {
  readonly pull: PullRef;
  readonly head: string;
  /** The run that it speaks of; 0 while none is known. */
  readonly run: number;
  /** Whether the base made it; what a pull request says of itself never takes the place of that. */
  readonly isBelieved: boolean;
  readonly cause: string;
  /** True when it shall be written although it says the same as before. */
  readonly again: boolean;
}

type CheckPorts = Pick<PullPorts, 'host' | 'publications' | 'clock'>;

/** What became of a check that was to be written. */
export type PutCheck =
  | 'written'
  /** It says so already. */
  | 'as-before'
  /** What the base made stands there, or what a newer run made. */
  | 'outweighed';

/**
 * Writes the check of a pull request's backtests and notes it with its full text. What waits is ended in its place;
 * whoever answers anew does it in a new run, since the host shows the newest one. Of several pull requests with one head
 * the strictest answer stands.
 */
export async function putBacktestCheck(words: BacktestWords, ports: CheckPorts): Promise<PutCheck> {
  const { pull, head } = words;
  const standing = await ports.publications.find(backtestKey(pull));
  const here = standing?.head === head ? standing : null;
  if (here !== null && outweighs(here, words)) return 'outweighed';
  const said = await strictest(words, ports);
  if (here !== null && !words.again && linesOf(here).told === tell(said)) return 'as-before';
  const key = keyOf(words, here);
  const { id, url } = await ports.host.putCheck({
    ...{ name: BACKTEST_CHECK, sha: head, key, knownId: null, detailsUrl: null, output: said.output },
    state:
      said.conclusion === 'pending'
        ? { kind: 'in-progress', startedAt: timeOf(ports) }
        : { kind: 'completed', conclusion: said.conclusion, completedAt: timeOf(ports) },
  });
  const mark = words.isBelieved ? BELIEVED : 'claimed';
  const text = [key, words.run, mark, words.conclusion, tell(said)].join('\n');
  const noted = { key: backtestKey(pull), pull, head, hostId: id, url, text, at: timeOf(ports) };
  await ports.publications.note({ ...noted, kind: 'check' });
  return 'written';
}

const BELIEVED = 'believed';

/** A claim never replaces what the base made, and an older run never what a newer one said. */
function outweighs(standing: Publication, { isBelieved, run }: BacktestWords): boolean {
  const { mark, run: before } = linesOf(standing);
  if (mark === BELIEVED && !isBelieved) return true;
  return mark === BELIEVED && run > 0 && before > run;
}

/** A run that has not ended is ended; one that has is never opened again. */
function keyOf({ pull, head, cause, run }: BacktestWords, standing: Publication | null): string {
  if (standing !== null && linesOf(standing).own === 'pending') return linesOf(standing).key;
  return `${backtestKey(pull)}:${head}:${hashText(`${run} ${cause}`).slice(0, 12)}`;
}

/** What is said of a pull request at a head: its conclusion, and title and summary of the check; null for nothing yet. */
export async function backtestSaid(
  pull: PullRef,
  head: string,
  { publications }: { readonly publications: Pick<PullPorts['publications'], 'find'> },
): Promise<{ readonly isBelieved: boolean; readonly run: number; readonly own: string; readonly told: string } | null> {
  const standing = await publications.find(backtestKey(pull));
  if (standing?.head !== head) return null;
  const { mark, run, own, told } = linesOf(standing);
  return { isBelieved: mark === BELIEVED, run, own, told };
}

/** The run of which the check of a pull request speaks; null where it speaks of none. */
export async function backtestRun(
  pull: PullRef,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<number | null> {
  const standing = await publications.find(backtestKey(pull));
  const run = standing === null ? 0 : linesOf(standing).run;
  return run > 0 ? run : null;
}

/** Reads the key of a check of the backtests; null when a text is none. */
export function readBacktestKey(text: string): { readonly repositoryId: number; readonly pull: number } | null {
  const found = /^check:backtest:(\d+):(\d+):[0-9a-f]+:[0-9a-f]+$/.exec(text);
  return found === null ? null : { repositoryId: Number(found[1]), pull: Number(found[2]) };
}

const PREFIX = 'check:backtest:';

function backtestKey({ repository, number }: PullRef): string {
  return `${PREFIX}${repository.id}:${number}`;
}

/** What is noted begins with four lines for ourselves: the key, the run, whether it is believed, the own answer. */
function linesOf({ text }: Publication) {
  const [key = '', run = '', mark = '', own = '', ...told] = text.split('\n');
  return { key, run: Number(run), mark, own, told: told.join('\n') };
}

function tell({ conclusion, output }: BacktestCheck): string {
  return `${BACKTEST_CHECK}: ${conclusion}\n${output.title}\n\n${output.summary}\n\n${output.text}`;
}

const STRICTNESS = ['success', 'neutral', 'pending', 'action_required', 'failure'] as const;

/** A commit may be the head of several pull requests; the strictest answer of those that are open stands. */
async function strictest({ pull, head, conclusion, output }: BacktestWords, ports: CheckPorts): Promise<BacktestCheck> {
  let said: BacktestCheck = { conclusion, output };
  for (const other of await ports.publications.atHead(pull.repository.id, head, PREFIX)) {
    const its = STRICTNESS.find((one) => one === linesOf(other).own) ?? 'failure';
    if (other.pull.number === pull.number || rank(its) <= rank(said.conclusion)) continue;
    const now = await ports.host.readPull(other.pull.number);
    if (now?.state !== 'open' || now.head.sha !== head) continue;
    said = { conclusion: its, output: borrow(output, { pull: other.pull, conclusion: its, what: 'backtest' }) };
  }
  return said;
}

function rank(conclusion: BacktestCheck['conclusion']): number {
  return STRICTNESS.indexOf(conclusion);
}
