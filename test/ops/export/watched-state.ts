import { z } from 'zod';
import { ConfigFile } from '../../../src/config/config.ts';
import { SIGNALS, SignalName } from '../../../src/kernel/signal-name.ts';
import type { WatchedOps, WatchedSignal } from '../../../src/ops/export/watched-ops.ts';
import { RULES } from '../../../src/ops/state/rules/rules.ts';
import type { RuleTest } from './promtool.ts';

/** The input of a state as the shared cases write it. */
export const StateInput = z.record(z.string(), z.json());
export type StateInput = z.infer<typeof StateInput>;

export const { thresholds, core_groups } = ConfigFile.parse({ version: 1 }).ops;

/** Minutes for which every series goes on, after which it is looked at. */
export const MINUTES = 30;

/** Every signal asked of one Prometheus by a series of its own name. */
export function watchedOps(changes: Partial<WatchedOps> = {}, without: readonly SignalName[] = []): WatchedOps {
  const names = SignalName.options.filter((name) => !without.includes(name));
  return {
    sources: { prometheus: { kind: 'prometheus' }, files: { kind: 'json' } },
    signals: Object.fromEntries(names.map((name) => [name, signalOf(name)])),
    universe: { BTCUSDC: 'btc-core', SOLUSDC: 'defi' },
    core_groups,
    thresholds,
    ...changes,
  };
}

function signalOf(name: SignalName): WatchedSignal {
  const usual = { source: 'prometheus', max_age: '1h', by: 'crypto', run: 'run', window: '2h' };
  const isNames = SIGNALS[name].form === 'names';
  return { ...usual, query: `src_${name}`, ...(isNames && { freshness: `timestamp(src_${name}_watched)` }) };
}

/** The configuration that a state's input stands for: the groups of its models. */
export function opsOf(input: StateInput): WatchedOps {
  const models = z.array(Model).safeParse(input.models).data ?? [];
  const grouped = models.flatMap(({ crypto, group }) => (group === null ? [] : [[crypto, group] as const]));
  const pipeline = Group.safeParse(input.pipeline).data ?? {};
  const needed = new Set<SignalName>(RULES.flatMap(({ signals }) => signals));
  const without = SignalName.options.filter(
    (name) => !needed.has(name) || (name === 'run_hours' && !(name in pipeline)),
  );
  return watchedOps({ universe: Object.fromEntries(grouped) }, without);
}

const Model = z.object({ crypto: z.string(), group: z.string().nullish().default(null), age_d: z.json().optional() });
const Series = z.object({ crypto: z.string(), last: z.array(z.json()) });
const Group = z.record(z.string(), z.json());

/** The series that a Prometheus would have, where the house is as the input says. */
export function seriesOf(input: StateInput): RuleTest['series'] {
  const figures = { ...Group.safeParse(input.infra).data, ...Group.safeParse(input.pipeline).data };
  const runs = Group.safeParse(input.runs).data ?? {};
  const numbers = { ...figures, ...runs, challengers_pending: input.challengers_pending ?? null };
  const models = z.array(Model).safeParse(input.models).data ?? [];
  const sortino = z.array(Series).safeParse(input.sortino).data ?? [];
  const pods = z.array(z.string()).safeParse(figures.pods_down).data;
  return Object.fromEntries([
    ...Object.entries(numbers).flatMap(([name, value]) => steady(`src_${name}`, value)),
    ...models.flatMap(({ crypto, age_d }) => steady(`src_model_age_d{crypto="${crypto}"}`, age_d ?? null)),
    ...runSeries('src_pass_counts', '', z.array(z.json()).safeParse(runs.pass_counts).data ?? []),
    ...sortino.flatMap(({ crypto, last }) => runSeries('src_sortino', `crypto="${crypto}",`, last)),
    ...(pods === undefined ? [] : steady('src_pods_down_watched', 1)),
    ...(pods ?? []).flatMap((pod) => steady(`src_pods_down{pod="${pod}"}`, 1)),
  ]);
}

type Entry = readonly [series: string, values: readonly (number | string | null)[]];

const WORDS = ['NaN', '+Inf', '-Inf'];

/** A text that is no number is nothing that Prometheus can hold. */
function steady(series: string, value: unknown): readonly Entry[] {
  const isText = typeof value === 'string' && WORDS.includes(value);
  if (!(typeof value === 'number' || isText)) return [];
  return [[series, Array.from({ length: MINUTES + 1 }, () => value)]];
}

/** Runs that began five minutes after one another, the newest last; one without a figure is there and is no number. */
function runSeries(name: string, labels: string, newestFirst: readonly unknown[]): readonly Entry[] {
  return newestFirst.map((value, place): Entry => {
    const began = (newestFirst.length - 1 - place) * 5;
    const figure = typeof value === 'number' ? value : 'NaN';
    return [
      `${name}{${labels}run="r${newestFirst.length - place}"}`,
      Array.from({ length: MINUTES + 1 }, (_, minute) => (minute < began ? null : figure)),
    ];
  });
}
