import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStrategyHost } from '../../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { openStrategyTools } from '../../../../src/adapters/sandbox/tools/strategy-tools.ts';
import type { StandingWall } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import { pythonSource } from '../../../../src/backtest/template/python-source.ts';
import { renderError } from '../../../../src/kernel/app-error.ts';
import { standingWall } from '../../../sandbox/standing-wall.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-unusable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let standing: StandingWall;
beforeAll(async () => {
  standing = await standingWall('bubblewrap');
}, 300_000);

const sound = pythonSource('cross');

describe('a strategy in Python that cannot be used is refused in one sentence', () => {
  it.each([
    [
      'a missing method',
      sound.replace('def find_entries', 'def find_entry'),
      /:\d+: the strategy lacks `find_entries`/,
    ],
    [
      'a wrong signature',
      sound.replace(
        'indicators: Dict[str, pd.Series[float]], idx: int\n    ) -> Optional',
        'idx: int\n    ) -> Optional',
      ),
      /:\d+: find_entries takes \(df, indicators, idx\), and here it takes \(df, idx\)/,
    ],
    [
      'two strategies',
      `${sound}\n\nclass Strategy:\n    def prepare_indicators(self, df):\n        return {}\n\n    def find_entries(self, df, indicators, idx):\n        return None\n`,
      /:\d+: the file has 2 strategies: `Strategy` at line \d+ and `Strategy` at line \d+/,
    ],
    [
      'a package outside of the image',
      sound.replace('import pandas as pd', 'import talib\nimport pandas as pd'),
      /:\d+: .*talib/,
    ],
    ['what is no Python', `${sound}\nthis is no Python\n`, /:\d+: the file is no Python/],
  ])('for %s', async (what, text, words) => {
    const strategy = join(folder, `${what.replaceAll(' ', '-')}.py`);
    writeFileSync(strategy, text);
    const host = openStrategyHost({ wall: standing.choice });
    const params = { fast: 2, slow: 4, stop: 0.05, target: 0.1, risk: 0.01 };

    const error = await host
      .startGrowing({ strategy, params, seed: 1, symbols: [{ symbol: 'X', closes: 60_000 }] })
      .then(
        () => null,
        (reason: unknown) => reason,
      );

    expect(error).toMatchObject({ code: 'bad-input' });
    expect(renderError(error as Parameters<typeof renderError>[0])).toMatch(words);
  });
});

describe('tests that do not play by the rules prove nothing', () => {
  it.each([
    ['end their process', 'import os\ndef test_a():\n    os._exit(0)\n', 'not_proven', 'no test was run'],
    [
      'cannot be loaded',
      'import nothing_here\ndef test_a():\n    pass\n',
      'fail',
      'a file of tests cannot be read, or takes in what cannot be loaded',
    ],
    [
      'write rubbish to the broker',
      'import os\ndef test_a():\n    os.write(int(os.environ["CONCLAVE_ENGINE_OUT"]), b"hello\\n" * 1000)\n',
      'not_proven',
      'pytest ended with exit code -9',
    ],
  ])('when they %s', async (_what, text, answer, reason) => {
    const tools = openStrategyTools({ wall: standing.choice });
    const file = (path: string, source: string) => ({ path, bytes: new TextEncoder().encode(source) });

    const tests = await tools.test({ strategy: file('s.py', sound), tests: [file('test_s.py', text)] });

    expect(tests).toMatchObject({ answer, reason, passed: 0 });
  });
});
