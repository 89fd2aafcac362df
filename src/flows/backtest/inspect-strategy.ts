import type { Inspection, StaticCheck, StrategyTests } from '../../backtest/inspection/static-check.ts';
import { redactSecrets } from '../../change/secrets.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { SentFile, SentStrategy, StrategyTools, ToolWatch } from '../../ports/strategy-tools.ts';
import type { RunWatcher } from './run-ports.ts';

/** What is known of a strategy whose tests were not run. */
const NO_TESTS: StrategyTests = {
  answer: 'none',
  reason: 'the strategy has no tests',
  exit_code: null,
  passed: 0,
  failed: 0,
  skipped: 0,
  duration_ms: 0,
  tests: [],
};

/**
 * Has a strategy examined without running it, and then its tests run. A failed check stops nothing; a file that is no
 * program of its language is an AppError, since nothing else can be found out about it.
 */
export async function inspectStrategy(
  sent: SentStrategy,
  { tools }: { readonly tools: StrategyTools },
  watcher: RunWatcher = {},
): Promise<Inspection> {
  const watch = toolWatchOf(watcher);
  watcher.onStep?.('static checks');
  const checks = [...(await tools.inspect(sent, watch)), findSecretsIn(sent)];
  refuseUnreadable(checks);
  if (sent.tests.length === 0) return { checks, tests: NO_TESTS };
  watcher.onStep?.('tests');
  return { checks, tests: await tools.test(sent, watch) };
}

function toolWatchOf({ onOutput, signal }: RunWatcher): ToolWatch {
  return { ...(onOutput === undefined ? {} : { onOutput }), ...(signal === undefined ? {} : { signal }) };
}

/** Credentials in the strategy and in the files that go with it; what they are is told, and never their value. */
function findSecretsIn({ strategy, tests }: SentStrategy): StaticCheck {
  const findings = [strategy, ...tests.filter(isText)].flatMap(({ path, bytes }) => {
    const { secrets } = redactSecrets(path, new TextDecoder().decode(bytes));
    return secrets.map(({ line, kind }) => ({
      path,
      line,
      column: null,
      code: `secrets/${kind}`,
      message: `a credential stands here (${kind}); remove it and have it replaced`,
    }));
  });
  return {
    id: 'secrets',
    answer: findings.length === 0 ? 'pass' : 'fail',
    tool: null,
    findings: findings.slice(0, MOST_SECRETS),
    reason: null,
  };
}

const MOST_SECRETS = 100;

const MARKET_DATA = /\.(?:csv|tsv|parquet|pkl|npy|npz|gz|zip)$/i;
const LONGEST_TEXT = 1_000_000;

/** Market data holds nothing but numbers, and takes long to look through. */
function isText({ path, bytes }: SentFile): boolean {
  return bytes.length <= LONGEST_TEXT && !MARKET_DATA.test(path);
}

/** What no interpreter of the language takes in. */
const UNREADABLE = ['structure/syntax', 'structure/source'];

function refuseUnreadable(checks: readonly StaticCheck[]): void {
  const found = checks.flatMap(({ findings }) => findings).find(({ code }) => UNREADABLE.includes(code));
  if (found === undefined) return;
  const where = found.line === null ? found.path : `${found.path}:${found.line}`;
  throw new AppError('bad-input', `the strategy cannot be loaded: ${found.message}`, {
    where,
    expected: 'a file with one class Strategy, as `conclave backtest new NAME` writes it',
  });
}
