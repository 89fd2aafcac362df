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
    ...cryptos.flatMap((last) => [
      finding('f1_buy_delta_vs_baseline', last.crypto, gradeDelta(last, lines)),
      finding('screening_testing_gap', last.crypto, gradeGap(last, lines)),
      finding('std_f1_buy', last.crypto, gradeStd(last, lines)),
      finding('sortino', last.crypto, gradeSortino(last, lines)),
      finding('sl_pct', last.crypto, gradeExit(last, 'sl_pct', lines)),
      finding('timeout_pct', last.crypto, gradeExit(last, 'timeout_pct', lines)),
    ]),
    ...modelsByCrypto(state, lines).map((model) => finding('model_freshness', model.crypto, model.grade)),
    finding('challenger_count', null, gradeChallengers(state, lines)),
  ];
}

function finding(signal: string, symbol: string | null, { level, found, limit }: Grade): SignalFinding {
  return { signal, crypto: symbol, level, found, limit, origin: 'manual §2' };
}
