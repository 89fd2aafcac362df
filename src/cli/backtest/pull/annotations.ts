import type { BundledStrategy } from '../../../backtest/bundle/bundle.ts';
import type { PullResult, TestedPull } from '../../../backtest/bundle/tested-strategy.ts';
import type { Inspection, StaticCheck } from '../../../backtest/inspection/static-check.ts';
import { type Annotation, shorten } from '../../annotation.ts';

const TITLE = 'Backtest';

/** What fails the step. */
const FAILING: readonly BundledStrategy['answer'][] = ['fail', 'refused', 'broken', 'not_proven', 'not_run'];

/** The remarks of backtests: what fails as errors at its line, what is only to be known as warnings. */
export function annotationsOf({ bundle, results }: TestedPull): readonly Annotation[] {
  const notes = bundle.notes.map((message) => ({ level: 'warning' as const, title: TITLE, message }));
  const all = [...results.flatMap(remarksOn), ...notes];
  return (['error', 'warning'] as const).flatMap((level) =>
    shorten(
      all.filter((each) => each.level === level),
      level,
      TITLE,
    ),
  );
}

function remarksOn({ entry, tested, inspection: found = null }: PullResult): readonly Annotation[] {
  const level = FAILING.includes(entry.answer) ? 'error' : 'warning';
  const whole = entry.reason === null ? [] : [remark(entry, { level, title: entry.answer, message: entry.reason })];
  if (tested === null) return [...inspected(entry, found), ...whole];
  const { checks, inspection, golden, comparison, notice } = tested.report;
  const failing = checks
    .filter(({ answer }) => answer === 'fail')
    .map(({ id, evidence }) => remark(entry, { level: 'error', title: id, message: evidence.join('\n') }));
  const told = [
    ...(notice === null ? [] : [notice]),
    ...(comparison?.regression === true ? [comparison.reason] : []),
    ...(golden ?? [])
      .filter(({ answer }) => answer !== 'same')
      .map(({ name, details }) => [`golden ${name}`, ...details].join('\n')),
  ];
  return [
    ...failing,
    ...told.map((message) => remark(entry, { level: 'error', title: 'result', message })),
    ...inspected(entry, inspection),
    ...(failing.length + told.length === 0 ? whole : []),
  ];
}

function inspected(entry: BundledStrategy, inspection: Inspection | null): readonly Annotation[] {
  if (inspection === null) return [];
  return [...inspection.checks.flatMap(findingsOf), ...testsOf(entry, inspection.tests.tests)];
}

function findingsOf({ id, answer, findings }: StaticCheck): readonly Annotation[] {
  const level = answer === 'fail' ? 'error' : 'warning';
  return findings.map(({ path, line, code, message }) => ({
    ...{ level, title: `${TITLE}: ${id} ${code}`, message, path },
    ...(line !== null && { line }),
  }));
}

function testsOf(
  entry: BundledStrategy,
  tests: readonly { readonly id: string; readonly outcome: string; readonly message: string | null }[],
): readonly Annotation[] {
  return tests
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
    .map(({ id, message }) => {
      const path = entry.tests.find((test) => id.startsWith(`${test.path}:`))?.path ?? entry.path;
      return { level: 'error', title: `${TITLE}: test`, message: [id, message].filter(Boolean).join('\n'), path };
    });
}

function remark({ path }: BundledStrategy, told: Omit<Annotation, 'path'>): Annotation {
  return { ...told, title: `${TITLE}: ${told.title}`, path };
}
