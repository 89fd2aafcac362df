import { cancelOrders } from './cancellations.ts';
import { isMore } from './hair.ts';
import type { Holding } from './holding.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { BrokerState } from './state.ts';

/** After a mark: what the account may not stand any longer ends trading, for a day or for good. */
export function obeyAccountRules(state: BrokerState): void {
  const { equity, used_margin } = state.mark;
  const floor = state.config.maintenance_margin * used_margin;
  if (used_margin > 0 && !isMore(equity, floor, used_margin)) liquidate(state);
  if (state.killSwitch !== null) killOrRevive(state.killSwitch, state);
}

/**
 * Equity at or below the maintenance share of the used margin: everything is closed at the next open, and no order stays
 * pending, also while positions of a symbol without a bar still wait for theirs.
 */
function liquidate(state: BrokerState): void {
  const { time, equity } = state.mark;
  if (closeAll(state, 'liquidation')) {
    state.recorder.event({ type: 'liquidation', time, reason: 'maintenance_margin', equity });
  }
  for (const market of state.markets) cancelOrders(market, state, { reason: 'LIQUIDATION' });
}

function killOrRevive(killSwitch: KillSwitch, state: BrokerState): void {
  const { time, equity } = state.mark;
  const { lifted, triggered } = killSwitch.mark(time, equity);
  if (lifted !== null) state.recorder.event({ type: 'kill_switch_lifted', time, reason: lifted, equity });
  if (triggered === null) return;
  state.recorder.event({ type: 'kill_switch', time, reason: triggered, equity });
  closeAll(state, 'kill_switch');
  for (const market of state.markets) cancelOrders(market, state, { reason: 'KILL_SWITCH' });
}

/** Has every position closed at its next open; false when all of them are already going to be, for such a reason. */
function closeAll({ markets }: BrokerState, reason: 'kill_switch' | 'liquidation'): boolean {
  let isNew = false;
  for (const { holdings } of markets) {
    for (const holding of holdings) {
      if (isForced(holding)) continue;
      holding.closing = { reason, comment: '' };
      isNew = true;
    }
  }
  return isNew;
}

function isForced({ closing }: Holding): boolean {
  return closing !== null && closing.reason !== 'close';
}
