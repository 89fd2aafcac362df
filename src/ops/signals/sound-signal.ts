import type { SignalName } from '../../kernel/signal-name.ts';
import type { Reading, UnknownReading } from '../reading.ts';
import { soundAge, soundAmount, soundCount, soundPercent, soundScore, soundWhole } from '../sound.ts';

type Sound = (reading: Reading, name: string) => Reading;

/** What makes one figure of a signal possible; shares of exits are judged together, by their sum. */
const SOUND: Readonly<Partial<Record<SignalName, Sound>>> = {
  pvc_pct: soundPercent,
  oom_24h: soundCount,
  cpu_pct: soundPercent,
  runs_7d: soundCount,
  success_7d: soundCount,
  latency_ratio: soundAmount,
  run_hours: soundAmount,
  pass_counts: soundWhole,
  last_useful_age_h: soundAge,
  full_universe_runs_3d: soundCount,
  last_candidate_age_d: soundAge,
  challengers_pending: soundWhole,
  model_age_d: soundAge,
  f1_buy: soundScore,
  baseline_f1_buy: soundScore,
  std_f1_buy: soundAmount,
  screening_f1_buy: soundScore,
  last_fold_f1_buy: soundScore,
  n_trades: soundWhole,
  minutes_without_progress: soundAge,
  train_samples: soundWhole,
};

/** Why a figure of a signal cannot be, such as a percentage given as a fraction; null where it can, or is unknown anyway. */
export function impossibleFigure(reading: Reading, name: SignalName): UnknownReading | null {
  const sound = SOUND[name]?.(reading, name) ?? reading;
  return reading.known && !sound.known ? sound : null;
}
