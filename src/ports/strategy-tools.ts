import type { StaticCheck, StrategyTests } from '../backtest/inspection/static-check.ts';

/** A file that is sent behind a wall. */
export interface SentFile {
  /** From the root of the repository, with forward slashes, inside it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A strategy with what stands around it. */
export interface SentStrategy {
  readonly strategy: SentFile;
  /** Its tests, and the files that they read. */
  readonly tests: readonly SentFile[];
}

/** How the tools are watched. */
export interface ToolWatch {
  readonly onOutput?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Examines strategies behind a wall; the tools read the file and only the tests run it. */
export interface StrategyTools {
  /** Structure, mypy, flake8 and bandit, in this order; a file in TypeScript is asked for its structure only. */
  inspect(sent: SentStrategy, watch?: ToolWatch): Promise<readonly StaticCheck[]>;
  /** Runs its tests under pytest, with a broker outside of the wall. */
  test(sent: SentStrategy, watch?: ToolWatch): Promise<StrategyTests>;
}
