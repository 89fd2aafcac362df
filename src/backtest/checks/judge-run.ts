import { figure } from './closeness.ts';
import type { CheckEvidence } from './evidence.ts';
import { type Judgement, NO_RUN, unproven } from './judgement.ts';

/** Whether every fill paid what the configuration asks for; a run without costs shows nothing. */
export function judgeFees({ run }: CheckEvidence): Judgement {
  if (run === null) return unproven(NO_RUN);
  const { taker_fills, maker_fills, free, paid, largest_difference } = run.fees;
  const fills = taker_fills + maker_fills;
  if (fills === 0) return unproven('Nothing was filled, so no fee was paid.');
  const missing = Object.entries(free).map(
    ([symbol, count]) =>
      `${count} fills of ${symbol} cost nothing: the fees that apply to them are zero in the configuration.`,
  );
  const seen = [
    `${fills} fills (${taker_fills} as a taker, ${maker_fills} as a maker) paid ${figure(paid)} in fees; each was computed again, and the largest difference is ${largest_difference.toExponential(1)}.`,
  ];
  return { wrong: [], missing, seen };
}

/** Whether every taker fill slipped against the trader by what the configuration asks for. */
export function judgeSlippage({ run }: CheckEvidence): Judgement {
  if (run === null) return unproven(NO_RUN);
  const { fills, free, resting, cost, largest_difference } = run.slippage;
  if (fills === 0) {
    return unproven(
      resting === 0
        ? 'Nothing was filled, so nothing could slip.'
        : `All ${resting} fills were resting orders, which do not slip.`,
    );
  }
  const missing = Object.entries(free).map(
    ([symbol, count]) => `${count} fills of ${symbol} did not slip: slippage is zero in the configuration.`,
  );
  const seen = [
    `${fills} fills slipped, all against the trader, and cost ${figure(cost)}; each price was computed again, and the largest difference is ${largest_difference.toExponential(1)}.`,
    `${resting} fills of resting orders did not slip.`,
  ];
  return { wrong: [], missing, seen };
}

/** Whether the account could be counted again at every close, and every fill kept to its bar, its order and its margin. */
export function judgeInvariants({ run }: CheckEvidence): Judgement {
  if (run === null) return unproven(NO_RUN);
  const { marks, closes, entries, exits, trades, still_open, money } = run;
  if (marks === 0) return unproven('The run marked no close.');
  const seen = [
    `The account was counted again at ${marks} of ${closes} closes; the largest difference is ${money.largest_difference.toExponential(1)} on a turnover of ${figure(money.turnover)}.`,
    `${entries} positions were opened and ${exits} closed, each once, with ${trades} trades; ${still_open} stayed open.`,
  ];
  const missing =
    entries === 0 ? ['Nothing was ever held, so balance, margin and exits were not put to the test.'] : [];
  return { wrong: [], missing, seen };
}
