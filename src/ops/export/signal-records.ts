import { SIGNALS, type SignalName } from '../../kernel/signal-name.ts';
import { MOST_PERCENT } from '../sound.ts';
import { ageHolds, group, inWindow, isFresh, renamed, rounded, secondsOf } from './promql.ts';
import type { WatchedSignal } from './watched-ops.ts';

/** A rule that records a series. */
export type RecordingRule = {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
};

/** Which figures of a signal can be. `given` are checked once more, against others or against themselves. */
type Sound = 'percent' | 'share' | 'count' | 'whole' | 'amount' | 'score' | 'any';

/** How each signal's figures are told from nonsense, as the state does it. */
const SOUND: Readonly<Partial<Record<SignalName, Sound>>> = {
  pvc_pct: 'percent',
  cpu_pct: 'percent',
  oom_24h: 'count',
  runs_7d: 'count',
  success_7d: 'count',
  full_universe_runs_3d: 'count',
  challengers_pending: 'whole',
  pass_counts: 'whole',
  f1_buy: 'score',
  baseline_f1_buy: 'score',
  screening_f1_buy: 'score',
  last_fold_f1_buy: 'score',
  sl_pct: 'share',
  tp_pct: 'share',
  timeout_pct: 'share',
  sortino: 'any',
  trial_scores: 'any',
};

/** MLflow stores an infinity as the largest double. */
const FINITE = '> -1.7e308 < 1.7e308';

const BOUNDS: Readonly<Record<Sound, string>> = {
  percent: `>= 0 <= ${MOST_PERCENT}`,
  share: `>= 0 <= ${MOST_PERCENT}`,
  count: '>= 0 < 1.7e308',
  whole: '>= 0 < 1.7e308',
  amount: '>= 0 < 1.7e308',
  score: '>= 0 <= 1',
  any: FINITE,
};

/** The name under which a signal's sound and fresh figures are recorded; there is none where they are unknown. */
export function recordOf(name: SignalName): string {
  return `conclave:${name}`;
}

/**
 * Records what a signal gives, where it is sound and fresh. Cryptos stand in the label `crypto`, runs in `run`, pods in
 * `pod`; what is infinite, not a number, doubled, too old or impossible is not recorded.
 */
export function recordsOf(name: SignalName, signal: WatchedSignal): readonly RecordingRule[] {
  const { form } = SIGNALS[name];
  switch (form) {
    case 'number':
      return numberRecords(name, signal);
    case 'names':
      return nameRecords(name, signal);
    case 'by-crypto':
      return cryptoRecords(name, signal);
    case 'recent':
    case 'recent-by-crypto':
      return runRecords(name, signal, form === 'recent' ? ['run'] : ['crypto', 'run']);
    default:
      return form satisfies never;
  }
}

/** `scalar` is not a number where a query gives no series or several. */
function numberRecords(name: SignalName, signal: WatchedSignal): readonly RecordingRule[] {
  const sound = SOUND[name] ?? 'amount';
  const figure = `vector(scalar${group(signal.query)})`;
  const inWhole = sound === 'count' ? `round(${figure} ${BOUNDS.count})` : `${rounded(figure)} ${BOUNDS[sound]}`;
  const expr = `${inWhole}${andFresh(signal)}`;
  const record = recordOf(name);
  const check = CHECKS[sound]?.(`${record}:given`);
  if (check === undefined) return [{ record, expr }];
  return [
    { record: `${record}:given`, expr },
    { record, expr: check },
  ];
}

/** What a figure has to be beside being within its bounds. */
const CHECKS: Readonly<Partial<Record<Sound, (given: string) => string>>> = {
  // Above 0 and up to 1 it reads as a fraction.
  percent: (given) => `${given} == 0 or ${given} > 1`,
  whole: (given) => `${given} and (${given} % 1 == 0)`,
};

function andFresh({ freshness, max_age: maxAge }: WatchedSignal): string {
  return freshness === undefined ? '' : `\nand on () (${isFresh(freshness, maxAge)})`;
}

/** Every series is one thing that is wrong; none is good news only where something else says that they are watched. */
function nameRecords(name: SignalName, signal: WatchedSignal): readonly RecordingRule[] {
  // Configuration takes `crypto` where nothing is said; names are those of pods then.
  const label = signal.by === 'crypto' ? 'pod' : signal.by;
  const each = `${renamed(`count by (${label}) ${group(signal.query)}`, label, 'pod')}${andFresh(signal)}`;
  const record = recordOf(name);
  const count = `count(${record}:each)`;
  const none =
    signal.freshness === undefined ? '' : `\nor\nvector(0) and on () (${isFresh(signal.freshness, signal.max_age)})`;
  return [
    { record: `${record}:each`, expr: each },
    { record, expr: `${count}${none}` },
  ];
}

function cryptoRecords(name: SignalName, signal: WatchedSignal): readonly RecordingRule[] {
  const { query, by, freshness, max_age: maxAge } = signal;
  const sound = SOUND[name] ?? 'amount';
  const single = `count by (${by}) ${group(query)} == 1`;
  const figures = `${rounded(`max by (${by}) ${group(query)}`)} ${BOUNDS[sound]}\nand on (${by}) (${single})`;
  const expr = renamed(figures, by, 'crypto');
  const record = recordOf(name);
  const last = sound === 'share' ? `${record}:share` : record;
  if (freshness === undefined) return [{ record: last, expr }];
  const given = `${record}:given`;
  const seen = renamed(`max by (${by}) ${group(freshness)}`, by, 'crypto');
  const ownAge = `${given} and on (crypto) (${ageHolds(`time() - ${seen}`, maxAge)})`;
  // A moment that is of no crypto is that of all.
  const oneAge = `${given} and on () (${isFresh(freshness, maxAge)}) unless on () (${seen} and on (crypto) ${given})`;
  return [
    { record: given, expr },
    { record: last, expr: `${ownAge}\nor\n${oneAge}` },
  ];
}

/** Runs that began within the window, by the moment at which they were first seen; a run's last figure counts. */
function runRecords(name: SignalName, signal: WatchedSignal, labels: readonly string[]): readonly RecordingRule[] {
  const { query, by, run, window } = signal;
  const own = labels.map((label) => (label === 'run' ? run : by)).join(', ');
  const seconds = secondsOf(window);
  const began = `min by (${own}) (min_over_time(${inWindow(`timestamp${group(query)}`, seconds)})) > time() - ${seconds}`;
  const figures = inWindow(query, seconds);
  const bounds = BOUNDS[SOUND[name] ?? 'amount'];
  const last = `${rounded(`max by (${own}) (last_over_time(${figures}))`)} ${bounds}`;
  const single = `\nand on (${own}) (count by (${own}) (count_over_time(${figures})) == 1)`;
  const named = (expression: string) =>
    labels.reduce((all, label) => renamed(all, label === 'run' ? run : by, label), expression);
  const record = recordOf(name);
  return [
    { record: `${record}:began`, expr: named(began) },
    { record, expr: named(`${last}${single}${andFresh(signal)}`) },
  ];
}
