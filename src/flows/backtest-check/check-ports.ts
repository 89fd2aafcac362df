import type { ArchiveReader } from '../../ports/archive-reader.ts';
import type { BacktestOrders } from '../../ports/backtest-orders.ts';
import type { Recompute } from '../../ports/backtest-recomputation.ts';
import type { PullPorts } from '../pull-ports.ts';

/** What the check of the backtests asks of the outside world. */
export interface BacktestCheckPorts
  extends Pick<PullPorts, 'host' | 'publications' | 'audit' | 'clock' | 'journal' | 'hostUrl'> {
  readonly archives: ArchiveReader;
  readonly recompute: Recompute;
  readonly backtestOrders: BacktestOrders;
}
