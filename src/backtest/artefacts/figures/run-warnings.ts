import type { Summary } from '../../metrics/summary.ts';
import { refusedOrdersWarning } from './refused-orders.ts';

/** What a reader must know before a figure of the run, one sentence or two each; said wherever the run is shown. */
export function runWarnings(summary: Summary): readonly string[] {
  const refused = refusedOrdersWarning(summary);
  return [...(refused === null ? [] : [refused]), ...(hasNoCosts(summary) ? [NO_COSTS_WARNING] : [])];
}

const NO_COSTS_WARNING =
  'No costs are configured: fees, slippage and spread are zero, so a live result would be worse.';

/** Whether nothing was charged for trading: neither fees nor slippage nor spread, anywhere. */
function hasNoCosts({ config }: Summary): boolean {
  const sets = [config, ...Object.values(config.instruments)];
  return sets.every(({ fee_taker, fee_maker, fee_fixed, slippage, spread }) =>
    [fee_taker, fee_maker, fee_fixed, slippage, spread].every((cost) => cost === undefined || cost === 0),
  );
}
