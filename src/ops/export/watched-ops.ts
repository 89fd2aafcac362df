import { AppError } from '../../kernel/app-error.ts';
import type { SignalName } from '../../kernel/signal-name.ts';
import type { Thresholds } from '../thresholds.ts';

/** What rules and dashboards are made from; the part `ops` of a configuration has this form. */
export interface WatchedOps {
  /** By name: `{ kind: 'prometheus' }`. */
  readonly sources: Readonly<Record<string, { readonly kind: string }>>;
  readonly signals: Readonly<Partial<Record<SignalName, WatchedSignal>>>;
  /** The group of each crypto. */
  readonly universe: Readonly<Record<string, string>>;
  readonly core_groups: readonly string[];
  readonly thresholds: Thresholds;
}

/** How one signal is asked for; durations as `90s`, `10m`, `36h`, `7d`. */
export interface WatchedSignal {
  readonly source: string;
  /** PromQL that gives a vector, not a scalar. */
  readonly query: string;
  readonly freshness?: string | undefined;
  readonly max_age: string;
  readonly by: string;
  readonly run: string;
  readonly window: string;
}

/** Signals that one Prometheus is asked for, by name. */
export type WatchedSignals = ReadonlyMap<SignalName, WatchedSignal>;

/** Names of the sources for which rules can be made. */
export function prometheusSources(ops: Pick<WatchedOps, 'sources'>): readonly string[] {
  return Object.entries(ops.sources).flatMap(([name, { kind }]) => (kind === 'prometheus' ? [name] : []));
}

/** The signals of one source; throws an AppError when it is no Prometheus or is asked for nothing. */
export function signalsOf(ops: WatchedOps, source: string): WatchedSignals {
  const where = `ops.sources.${source}`;
  if (!prometheusSources(ops).includes(source)) {
    const names = prometheusSources(ops).join(', ') || 'none yet';
    throw new AppError('bad-config', `${source} is no Prometheus`, { where, expected: `one of: ${names}` });
  }
  const entries = Object.entries(ops.signals) as [SignalName, WatchedSignal | undefined][];
  const own = entries.filter((entry): entry is [SignalName, WatchedSignal] => entry[1]?.source === source);
  if (own.length > 0) return new Map(own);
  throw new AppError('bad-config', `no signal is asked of ${source}`, {
    where,
    advice: 'write under ops.signals how a signal is asked for: { source, query }',
  });
}
