import { AppError } from '../../kernel/app-error.ts';
import { type InputObject, readObject } from '../input-object.ts';
import { figureOf, known, type Reading, unknown } from '../reading.ts';
import { soundPercent } from '../sound.ts';
import type { DiagnosisFacts, PlatformFacts } from './facts.ts';

/** Every key under `platform`. */
export const PLATFORM_KEYS: readonly string[] = ['pods_down', 'oom_24h', 'pvc_pct', 'cpu_pct', 'success_rate_pct'];
/** What the manual's blocks have as well, and no code is judged by. */
const BESIDE = ['precision_buy', 'recall_buy', 'buy_rate', 'action_rate'];

/** Every key of a diagnosis's input, as files and structured logs write it. */
export const DIAGNOSIS_KEYS: readonly string[] = [
  'run',
  'crypto',
  'platform',
  'f1_buy',
  'baseline_f1_buy',
  'std_f1_buy',
  'screening_f1_buy',
  'last_fold_f1_buy',
  'same_period',
  'sortino',
  'n_trades',
  'sl_pct',
  'tp_pct',
  'timeout_pct',
  'run_complete',
  'candidates_passed',
  'trial_scores',
  's22a1_status',
  's22a1_anchor_available',
  ...BESIDE,
];

/**
 * The facts of a run from a JSON file; a wrong key is an error that names the nearest one, a wrong figure is an unknown
 * with its words. A file that says nothing of the platform leaves it unknown; `"platform": "not_assessed"` says so.
 */
export function readDiagnosisInput(value: unknown, fileName: string): DiagnosisFacts {
  const fields = readObject(value, DIAGNOSIS_KEYS, { fileName, path: '' });
  const figure = (name: string) => figureOf(fields[name], name);
  return {
    run: textOf(fields, 'run', fileName),
    crypto: textOf(fields, 'crypto', fileName),
    platform: platformOf(fields.platform, fileName),
    f1Buy: figure('f1_buy'),
    baselineF1Buy: figure('baseline_f1_buy'),
    stdF1Buy: figure('std_f1_buy'),
    screeningF1Buy: figure('screening_f1_buy'),
    lastFoldF1Buy: figure('last_fold_f1_buy'),
    samePeriod: yesOrNoOf(fields.same_period, 'same_period'),
    sortino: figure('sortino'),
    nTrades: figure('n_trades'),
    slPct: figure('sl_pct'),
    tpPct: figure('tp_pct'),
    timeoutPct: figure('timeout_pct'),
    runComplete: yesOrNoOf(fields.run_complete, 'run_complete'),
    candidatesPassed: figure('candidates_passed'),
    trialScores: scoresOf(fields.trial_scores),
    s22a1Status: anchorOf(fields, fileName),
  };
}

function textOf(fields: InputObject, name: string, fileName: string): string | null {
  const value = fields[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new AppError('bad-input', `${name} is ${JSON.stringify(value)}`, { where: fileName, expected: 'a text' });
}

function platformOf(value: unknown, fileName: string): DiagnosisFacts['platform'] {
  if (value === 'not_assessed') return value;
  if (typeof value === 'string')
    throw new AppError('bad-input', `platform is ${JSON.stringify(value)}`, {
      where: fileName,
      expected: 'an object of figures, or "not_assessed"',
    });
  const fields = readObject(value, PLATFORM_KEYS, { fileName, path: 'platform' });
  return {
    podsDown: podsOf(fields.pods_down),
    oom24h: figureOf(fields.oom_24h, 'oom_24h'),
    pvcPct: figureOf(fields.pvc_pct, 'pvc_pct'),
    cpuPct: figureOf(fields.cpu_pct, 'cpu_pct'),
    // Only a given rate can be a fraction by mistake: one that is computed of runs may well lie under 1 %.
    successRatePct: soundPercent(figureOf(fields.success_rate_pct, 'success_rate_pct'), 'success_rate_pct'),
  };
}

/** A file without the key measures no pods; one with a strange value under it does, and nobody knows them. */
function podsOf(value: unknown): PlatformFacts['podsDown'] {
  if (value === undefined) return null;
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return known(value);
  if (value === null) return unknown('absent', 'pods_down is not given');
  return unknown('wrong-shape', `pods_down is ${JSON.stringify(value)}, which is no list of names`);
}

function yesOrNoOf(value: unknown, name: string): Reading<boolean> {
  if (typeof value === 'boolean') return known(value);
  if (value === undefined || value === null) return unknown('absent', `${name} is not given`);
  return unknown('wrong-shape', `${name} is ${JSON.stringify(value)}, which is neither true nor false`);
}

function scoresOf(value: unknown): DiagnosisFacts['trialScores'] {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((score) => figureOf(score, 'a score of trial_scores'));
  return [unknown('wrong-shape', `trial_scores is ${JSON.stringify(value)}, which is no list`)];
}

/** An audit that says its anchor is not available skipped it, with or without the word (manual §7). */
function anchorOf(fields: InputObject, fileName: string): string | null {
  const status = textOf(fields, 's22a1_status', fileName);
  return status === null && fields.s22a1_anchor_available === false ? 'SKIPPED (no anchor available)' : status;
}
