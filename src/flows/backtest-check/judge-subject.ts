import type { Bundle } from '../../backtest/bundle/bundle.ts';
import { attest } from '../../backtest/verdict/attestation.ts';
import type { NoReport, ShownStrategy } from '../../backtest/verdict/check.ts';
import type { StrategyFacts } from '../../backtest/verdict/strategy-facts.ts';
import { judgeBacktests, type Verdict } from '../../backtest/verdict/verdict.ts';
import type { RecomputedStrategy } from '../../ports/backtest-recomputation.ts';
import type { WorkflowRun } from '../../ports/workflow-host.ts';
import { compareFiles } from './base-files.ts';
import { otherActionOf } from './changed-parts.ts';
import type { BacktestCheckPorts } from './check-ports.ts';
import type { FoundRun, FoundSubject } from './found-run.ts';
import { type Making, readMaking } from './making.ts';

/** What a run says of a pull request, once nobody's word is taken for it. */
export type JudgedSubject =
  /** It is about a commit that is not the head any more. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'none'; readonly why: NoReport; readonly isBelieved: boolean }
  | {
      readonly kind: 'judged';
      readonly verdict: Verdict;
      readonly shown: readonly ShownStrategy[];
      readonly notes: readonly string[];
    };

/** Compares a run and its bundle with the base, has the figures computed again, and judges what is left. */
export async function judgeSubject(
  subject: FoundSubject,
  found: FoundRun,
  ports: BacktestCheckPorts,
): Promise<JudgedSubject> {
  const { pull, order } = subject;
  const { run, fetched } = found;
  if (order !== null && order.head !== pull.head.sha) return { kind: 'stale' };
  const { made, uses } = await readMaking(subject, found, ports);
  const isBelieved = attest({ ...made, otherAction: null, files: [] }).kind === 'attested';
  if (fetched.kind !== 'fetched') return { kind: 'none', isBelieved, why: wordMissing(found, isBelieved) };
  const { bundle } = fetched;
  if (order === null && run.event === 'workflow_dispatch' && bundle.head_sha !== pull.head.sha)
    return { kind: 'stale' };
  const wrong = findMismatch(bundle, subject, run);
  if (wrong !== null) return { kind: 'none', isBelieved, why: { kind: 'refused', complaint: wrong } };
  return judgeBundle({ subject, found, bundle, making: { made, uses } }, ports);
}

function wordMissing({ run, fetched }: FoundRun, isBelieved: boolean): NoReport {
  const workflow = run.path.slice(run.path.lastIndexOf('/') + 1);
  switch (fetched.kind) {
    case 'refused':
      return { kind: 'refused', complaint: fetched.complaint };
    case 'expired':
      return { kind: 'expired', workflow, ended: run.conclusion };
    case 'missing':
      return isBelieved && run.conclusion === 'skipped'
        ? { kind: 'skipped', workflow }
        : { kind: 'missing', workflow, ended: run.conclusion };
    case 'fetched':
      return { kind: 'missing', workflow, ended: run.conclusion };
    default:
      return fetched satisfies never;
  }
}

/** What a bundle says of itself has to be what the host says; else it is of something else, whatever it shows. */
function findMismatch(bundle: Bundle, { pull, order }: FoundSubject, run: WorkflowRun) {
  const complain = (what: string, expected: string) => ({ what, where: 'bundle.json', expected, advice: null });
  const head = pull.head.sha;
  if (bundle.head_sha !== head) return complain(`the bundle is of another commit: ${bundle.head_sha}`, head);
  const { number } = pull.ref;
  if (bundle.pull !== null && bundle.pull !== number)
    return complain(`the bundle is of pull request ${bundle.pull}`, `${number}`);
  if (order !== null && bundle.nonce !== order.nonce)
    return complain('the bundle is of another order', 'the nonce of the command');
  if (bundle.run !== null && bundle.run.id !== `${run.id}`)
    return complain(`the bundle is of run ${bundle.run.id} of the workflow`, `${run.id}`);
  return null;
}

interface Ground {
  readonly subject: FoundSubject;
  readonly found: FoundRun;
  readonly bundle: Bundle;
  readonly making: Making;
}

async function judgeBundle(
  { subject, found, bundle, making: { made, uses } }: Ground,
  ports: BacktestCheckPorts,
): Promise<JudgedSubject> {
  const { pull, base } = subject;
  const { run, fetched } = found;
  const compared = await compareFiles(bundle, { tip: base.tip, head: pull.head.sha }, ports.host.workflows);
  const otherAction = run.event === 'workflow_dispatch' ? null : otherActionOf(bundle.action?.ref ?? null, uses);
  const attestation = attest({ ...made, otherAction, files: compared.used });
  const files = fetched.kind === 'fetched' ? fetched.files : [];
  const recomputed = await ports.recompute({ bundle, files, data: compared.data });
  const { facts, shownOf } = joinFacts(bundle, recomputed);
  const verdict = judgeBacktests(facts, attestation);
  return { kind: 'judged', verdict, shown: verdict.strategies.map(shownOf), notes: notesOf(bundle, base.tip, run) };
}

function joinFacts(bundle: Bundle, recomputed: readonly RecomputedStrategy[]) {
  const byFolder = new Map(recomputed.map((each) => [each.folder, each]));
  const facts = bundle.strategies.map((strategy): StrategyFacts => {
    const own = byFolder.get(strategy.folder);
    if (own === undefined) return { strategy, ...UNTOUCHED };
    const { report, comparison, inspection, recomputation } = own;
    return { strategy, report, comparison, inspection, recomputation };
  });
  const shownOf = (judged: Verdict['strategies'][number]): ShownStrategy => ({
    ...judged,
    markdown: byFolder.get(judged.facts.strategy.folder)?.markdown ?? '',
  });
  return { facts, shownOf };
}

const UNTOUCHED = {
  ...{ report: null, comparison: null, inspection: null },
  recomputation: { answer: 'not_computed', words: 'nobody computed it again' },
} as const;

/** What a reader has to know of the base, and what the run says of itself. */
function notesOf(
  { base_sha, notes, run, strategies }: Bundle,
  tip: string,
  { attempt }: WorkflowRun,
): readonly string[] {
  const gone = strategies.filter(({ answer }) => answer === 'gone').map(({ path }) => path);
  const more = gone.length > MOST_GONE ? ` and ${gone.length - MOST_GONE} more` : '';
  const moved = `The run compared with ${base_sha.slice(0, 7)}, and the base stands at ${tip.slice(0, 7)} by now; what it used was looked up there.`;
  return [
    ...(gone.length === 0
      ? []
      : [`Removed, so that nothing of it is left to run: ${gone.slice(0, MOST_GONE).join(', ')}${more}.`]),
    ...(base_sha === tip ? [] : [moved]),
    ...(run === null || run.attempt >= attempt
      ? []
      : [`Attempt ${attempt} of the run left no report; this is that of attempt ${run.attempt}.`]),
    ...notes,
  ];
}

const MOST_GONE = 10;
