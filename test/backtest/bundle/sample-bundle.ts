import type { Bundle, BundledStrategy } from '../../../src/backtest/bundle/bundle.ts';

const SHA = 'ab'.repeat(32);

/** A strategy of a bundle that passes, with what is given otherwise. */
export function sampleEntry(over: Partial<BundledStrategy>): BundledStrategy {
  return {
    path: 'strategies/cross.py',
    previous_path: null,
    folder: 'strategies-cross-py-12345678',
    change: 'modified',
    touched: ['strategies/cross.py'],
    strategy: { base: SHA, head: SHA },
    base: 'there',
    config: { path: 'strategies/cross.config.yml', sha256: SHA, changed: 'no' },
    data: [{ path: 'data/btc.csv', sha256: SHA, changed: 'no', symbol: 'BTCUSDT' }],
    seed: 1,
    params: {},
    tests: [],
    golden: [],
    answer: 'pass',
    reason: null,
    ...over,
  };
}

/** A bundle of a pull request without strategies, with what is given otherwise. */
export function sampleBundle(over: Partial<Bundle>): Bundle {
  return {
    format: 'conclave-backtest-bundle',
    version: 1,
    program: '1.2.3',
    repository: 'acme/quant',
    pull: 7,
    base_sha: 'ba'.repeat(20),
    head_sha: 'ed'.repeat(20),
    nonce: null,
    event: 'pull_request',
    run: { id: '123456789', attempt: 1 },
    workflow: { path: '.github/workflows/backtest.yml', ref: 'refs/pull/7/merge', sha256: SHA },
    action: { ref: 'acme/conclave@v1', sha256: SHA },
    configuration: { path: '.github/conclave.yml', sha256: SHA, changed: 'no' },
    weaker: [],
    notes: [],
    strategies: [],
    conclusion: 'nothing_to_run',
    ...over,
  };
}
