import type { SignalFinding } from '../state/state.ts';
import type { Thresholds } from '../thresholds.ts';
import type { GoldenFigures } from './figures.ts';
import type { Grade } from './grade.ts';
import { gradeDelta, gradeGap, gradeStd } from './ml.ts';
import { gradeChallengers, gradeInfra, gradeLatency, gradeSuccess, modelsByCrypto } from './platform.ts';
import { gradeExit, gradeSortino } from './trading.ts';

/** The golden signals of the manual's §2, of the platform and of each crypto, each against its two lines. */
export function judgeSignals(figures: GoldenFigures, lines: Thresholds): readonly SignalFinding[] {
  const { state, cryptos } = figures;
  return [
    finding('infra_health', null, gradeInfra(state, lines)),
    finding('pipeline_success_rate', null, gradeSuccess(state, lines)),
    finding('pipeline_latency', null, gradeLatency(state, lines)),
    ...cryptos.flatMap((crypto) => [
      finding('f1_buy_delta_vs_baseline', crypto.crypto, gradeDelta(crypto, lines)),
      finding('screening_testing_gap', crypto.crypto, gradeGap(crypto, lines)),
      finding('std_f1_buy', crypto.crypto, gradeStd(crypto, lines)),
      finding('sortino', crypto.crypto, gradeSortino(crypto, lines)),
      finding('sl_pct', crypto.crypto, gradeExit(crypto, 'sl_pct', lines)),
      finding('timeout_pct', crypto.crypto, gradeExit(crypto, 'timeout_pct', lines)),
    ]),
    ...modelsByCrypto(state, lines).map(({ crypto, grade }) => finding('model_freshness', crypto, grade)),
    finding('challenger_count', null, gradeChallengers(state, lines)),
  ];
}

function finding(signal: string, crypto: string | null, { level, found, limit }: Grade): SignalFinding {
  return { signal, crypto, level, found, limit, origin: 'manual §2' };
}
