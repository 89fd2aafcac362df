import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../../../../src/adapters/sandbox/engine/engine.ts';
import { STABLE_ARTEFACTS } from '../../../../../src/backtest/determinism/determinism-proof.ts';
import { RunConfig } from '../../../../../src/backtest/run-config.ts';
import type { RunMode } from '../../../../../src/ports/backtest-engine.ts';
import { standingWall } from '../../../../sandbox/standing-wall.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-pair-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOG = readFileSync(join(import.meta.dirname, '../../../../../docs/examples/backtest/GOOG.csv'), 'utf8');
const FILES = STABLE_ARTEFACTS;

const config = RunConfig.parse({
  version: 1,
  fee_taker: 0.0005,
  slippage: 0.0005,
  risk: { max_open_positions: 3 },
  data: { timezone: 'UTC', bar: '1d' },
  params: { fade: 'fade' },
});

/** A share, and another one that lacks every fifth of its days and ends earlier. */
function data() {
  const [header = '', ...rows] = GOOG.trimEnd().split('\n');
  const files = { GOOG: rows, ALSO: rows.slice(0, 1_500).filter((_, index) => index % 5 !== 4) };
  return Object.entries(files).map(([symbol, lines]) => {
    const path = join(folder, `${symbol}.csv`);
    writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
    return { symbol, path };
  });
}

async function artefactsOf(file: string, mode: RunMode): Promise<Readonly<Record<string, string>>> {
  const target = mkdtempSync(join(folder, 'run-'));
  const { choice } = await standingWall('bubblewrap');
  await openEngine({ wall: choice }).run({
    strategy: join(import.meta.dirname, file),
    data: data(),
    config,
    seed: 7,
    folder: target,
    purpose: 'figures',
    mode,
    timeLimit: 100_000,
  });
  return Object.fromEntries(FILES.map((name) => [name, readFileSync(join(target, name), 'utf8')]));
}

describe('a strategy in TypeScript and one in Python that decide the same', () => {
  let typescript: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    typescript = await artefactsOf('reference-pair.ts', 'fast');
  }, 120_000);

  it('trade enough for it to mean anything', () => {
    const events = typescript['events.log'] ?? '';

    for (const kind of ['position_opened', 'close_requested', 'order_cancelled', 'sl_hit', 'tp_hit'])
      expect(events.split(`"event":"${kind}"`).length).toBeGreaterThan(5);
  });

  it.each(['fast', 'strict'] as const)(
    'come to the same bytes when the one in Python is asked %s',
    async (mode) => {
      const python = await artefactsOf('reference_pair.py', mode);

      for (const name of FILES) expect(python[name]).toBe(typescript[name]);
    },
    120_000,
  );
});
