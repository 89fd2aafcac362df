import { CONTRACT_TEXT } from './contract-text.ts';
import { CONTRACT_FILE, CONTRACT_MARK, readStrategyName, titleOf } from './strategy-name.ts';
import { strategySource } from './strategy-source.ts';
import { strategyTestSource } from './strategy-test-source.ts';

/** A file of a new strategy. */
export interface TemplateFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** Whether its author changes it, or it is written anew for each strategy of the folder. */
  readonly keeper: 'author' | 'conclave';
}

/**
 * What `conclave backtest new NAME` writes: the strategy, its test, its configuration, and the types that both are
 * checked against. They run without any package. Throws an AppError for a name that names no file.
 */
export function strategyTemplate(given: string, folder = 'strategies'): readonly TemplateFile[] {
  const name = readStrategyName(given);
  return [
    { path: `${folder}/${name}.ts`, text: strategySource(name), keeper: 'author' },
    { path: `${folder}/${name}.test.ts`, text: strategyTestSource(name), keeper: 'author' },
    { path: `${folder}/${name}.config.yml`, text: configSource(name), keeper: 'author' },
    { path: `${folder}/${CONTRACT_FILE}`, text: CONTRACT_TEXT, keeper: 'conclave' },
  ];
}

/**
 * Paths that stand in the way: files of an author that are there already, and a file of types that is not ours. `existing`
 * holds the text of what is there, by path.
 */
export function collisionsOf(files: readonly TemplateFile[], existing: ReadonlyMap<string, string>): readonly string[] {
  const isInTheWay = ({ path, keeper }: TemplateFile): boolean => {
    const text = existing.get(path);
    return text !== undefined && (keeper === 'author' || !text.startsWith(CONTRACT_MARK));
  };
  return files.filter(isInTheWay).map(({ path }) => path);
}

/** The configuration of a new strategy, in either language. */
export function configSource(name: string): string {
  return `# ${titleOf(name)}: what a run is made with. Keys that are left out have a default.
version: 1
initial_cash: 10000
# continuous: a resting limit fills at its own price; sessions: at a better open, as after a night.
market: continuous

# What trading costs; a backtest without costs flatters. Shares of the value: 0.001 is 0.1 %.
fee_taker: 0.001
fee_maker: 0.001
slippage: 0.0005

# The engine enforces these, whatever the strategy asks for.
risk:
  max_open_positions: 1
  max_exposure: 1
  max_drawdown: 0.3

# The zone of times that name none; it is never guessed.
data:
  timezone: UTC

# What the strategy is made with: lengths in bars, then shares of the price, then of the equity.
params:
  fast: 10
  slow: 30
  stop: 0.05
  target: 0.1
  risk: 0.01
`;
}
