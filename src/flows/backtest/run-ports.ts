import type { ReportAssets } from '../../backtest/artefacts/report/report-page.ts';
import type { DataSource } from '../../backtest/data/data-source.ts';
import type { Inspection } from '../../backtest/inspection/static-check.ts';
import type { Wall } from '../../backtest/wall/wall.ts';
import type { BacktestEngine, DataFile, RunProgress } from '../../ports/backtest-engine.ts';
import type { StrategyHost } from '../../ports/growing-strategy.ts';
import type { RunFolders } from '../../ports/run-folders.ts';

/** What a backtest needs of the outside. */
export interface RunPorts {
  readonly engine: BacktestEngine;
  readonly host: StrategyHost;
  readonly folders: RunFolders;
  readonly openData: (file: DataFile) => Promise<DataSource & AsyncDisposable>;
  readonly reportAssets: () => Promise<ReportAssets>;
  readonly now: () => number;
  /** What strategies run behind, as it was measured; without it no wall stands. */
  readonly wall?: Wall | null;
  /** What ran it. */
  readonly program: { readonly version: string; readonly node: string; readonly platform: string };
}

/** Who watches a backtest. */
export interface RunWatcher {
  /** A step begins, such as `static checks`; the one before is over then. */
  readonly onStep?: (step: string) => void;
  /** A step, such as `second run`, and how far it is. */
  readonly onProgress?: (step: string, progress: RunProgress) => void;
  readonly onOutput?: (text: string) => void;
  /** What a person should know of how something is run. */
  readonly onNotice?: (text: string) => void;
  /** A strategy was examined, before anything of it runs. */
  readonly onInspected?: (inspection: Inspection) => void;
  readonly signal?: AbortSignal;
}
