import { AppError } from '../../kernel/app-error.ts';
import { type InputObject, type InputPlace, readObject, shapeOf } from '../input-object.ts';
import { figureOf, known, type Reading, unknown } from '../reading.ts';
import type { ModelAge, SortinoSeries, StateFacts } from './facts.ts';

/**
 * The facts of a state as a file gives them: `infra`, `pipeline`, `runs`, `models`, `sortino`, `challengers_pending`.
 * What is not given or no figure is unknown, in words. Throws `bad-input` for a key that nobody knows, for a place
 * that is no object, and for a model or a series without the name of its crypto.
 */
export function readStateInput(value: unknown, fileName: string): StateFacts {
  const keys = ['infra', 'pipeline', 'runs', 'models', 'sortino', 'challengers_pending'];
  const given = readObject(value, keys, { fileName, path: '' });
  return {
    infra: readInfra(given.infra, fileName),
    pipeline: readPipeline(given.pipeline, fileName),
    runs: readRuns(given.runs, fileName),
    models: readList(given.models, 'models', (entry, path) => readModel(entry, { fileName, path })),
    sortino: readList(given.sortino, 'sortino', (entry, path) => readSeries(entry, { fileName, path })),
    challengersPending: figureOf(given.challengers_pending, 'challengers_pending'),
    reservations: [],
  };
}

function readInfra(value: unknown, fileName: string): StateFacts['infra'] {
  const infra = readObject(value, ['pods_down', 'pvc_pct', 'oom_24h', 'cpu_pct'], { fileName, path: 'infra' });
  return {
    podsDown: readNames(infra.pods_down, 'pods_down'),
    pvcPct: figureOf(infra.pvc_pct, 'pvc_pct'),
    oom24h: figureOf(infra.oom_24h, 'oom_24h'),
    cpuPct: figureOf(infra.cpu_pct, 'cpu_pct'),
  };
}

function readPipeline(value: unknown, fileName: string): StateFacts['pipeline'] {
  const keys = ['runs_7d', 'success_7d', 'latency_ratio', 'run_hours'];
  const pipeline = readObject(value, keys, { fileName, path: 'pipeline' });
  return {
    runs7d: figureOf(pipeline.runs_7d, 'runs_7d'),
    success7d: figureOf(pipeline.success_7d, 'success_7d'),
    latencyRatio: figureOf(pipeline.latency_ratio, 'latency_ratio'),
    runHours: pipeline.run_hours === undefined ? null : figureOf(pipeline.run_hours, 'run_hours'),
  };
}

function readRuns(value: unknown, fileName: string): StateFacts['runs'] {
  const keys = ['pass_counts', 'last_useful_age_h', 'full_universe_runs_3d', 'last_candidate_age_d'];
  const runs = readObject(value, keys, { fileName, path: 'runs' });
  return {
    passCounts: readList(runs.pass_counts, 'pass_counts', figureOf),
    lastUsefulAgeH: figureOf(runs.last_useful_age_h, 'last_useful_age_h'),
    fullUniverseRuns3d: figureOf(runs.full_universe_runs_3d, 'full_universe_runs_3d'),
    lastCandidateAgeD: figureOf(runs.last_candidate_age_d, 'last_candidate_age_d'),
  };
}

function readNames(value: unknown, name: string): Reading<readonly string[]> {
  if (value === undefined || value === null) return unknown('absent', `${name} is not given`);
  if (Array.isArray(value) && value.every((entry): entry is string => typeof entry === 'string' && entry !== '')) {
    return known(value);
  }
  return unknown('wrong-shape', `${name} is ${shapeOf(value)}, expected a list of names`);
}

function readList<T>(value: unknown, name: string, read: (entry: unknown, path: string) => T): Reading<readonly T[]> {
  if (value === undefined || value === null) return unknown('absent', `${name} is not given`);
  if (!Array.isArray(value)) return unknown('wrong-shape', `${name} is ${shapeOf(value)}, expected a list`);
  return known(value.map((entry, index) => read(entry, `${name}[${index}]`)));
}

function readModel(entry: unknown, place: InputPlace): ModelAge {
  const model = readObject(entry, ['crypto', 'group', 'age_d'], place);
  const symbol = readSymbol(model, place);
  const group = typeof model.group === 'string' && model.group !== '' ? model.group : null;
  return { crypto: symbol, group, ageD: figureOf(model.age_d, `age_d of ${symbol}`) };
}

function readSeries(entry: unknown, place: InputPlace): SortinoSeries {
  const series = readObject(entry, ['crypto', 'last'], place);
  const symbol = readSymbol(series, place);
  const last = Array.isArray(series.last) ? series.last : [];
  return { crypto: symbol, last: last.map((ratio) => figureOf(ratio, `sortino of ${symbol}`)) };
}

function readSymbol({ crypto: symbol }: InputObject, { fileName, path }: InputPlace): string {
  if (typeof symbol === 'string' && symbol.trim() !== '') return symbol;
  throw new AppError('bad-input', `${path} names no crypto`, {
    where: fileName,
    expected: 'the key crypto with a symbol, e.g. BTCUSDC',
  });
}
