import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../../../src/adapters/sandbox/engine/engine.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import type { RunOrder } from '../../../../src/ports/backtest-engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-engine-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOG = join(import.meta.dirname, '../../../../docs/examples/backtest/GOOG.csv');

function strategy(name: string, body: string): string {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, `export class Strategy {\n  prepareIndicators() { return {}; }\n${body}\n}\n`);
  return path;
}

function order(path: string, over: Partial<RunOrder> = {}): RunOrder {
  return {
    strategy: path,
    data: [{ symbol: 'GOOG', path: GOOG }],
    config: RunConfig.parse({ version: 1, data: { timezone: 'UTC' } }),
    seed: 7,
    folder: null,
    purpose: 'figures',
    timeLimit: 20_000,
    ...over,
  };
}

const OTHERS = ['equity_curve.csv', 'events.log', 'summary.json', 'trades.csv'];

const buyer = `findEntries(bars: unknown, indicators: unknown, bar: number) {
  return bar === 10 ? { action: 'BUY', type: 'MARKET', volume: 1 } : null;
}`;

describe('a run in a process of its own', () => {
  it('gives back its figures, tells how far it is, and writes the artefacts into its folder', async () => {
    const target = mkdtempSync(join(folder, 'artefacts-'));
    const totals = new Set<number | null>();

    const outcome = await openEngine().run(order(strategy('buyer', buyer), { folder: target, purpose: 'report' }), {
      onProgress: ({ total }) => totals.add(total),
    });

    expect(outcome.summary.total.trades).toBe(1);
    expect(outcome.report?.evidence.entries).toBe(1);
    expect(readdirSync(target).sort()).toEqual(['decisions.log', ...OTHERS]);
    expect(readFileSync(join(target, 'decisions.log'), 'utf8')).toMatch(/^\{"symbol":"GOOG","bar":10,[^\n]*\n$/);
    expect([...totals]).toEqual([2148]);
  });

  it('knows nothing of our environment, and stands in another one when it shall be strange to it', async () => {
    process.env.CONCLAVE_SECRET_OF_TESTS = 'hush';
    const printer = strategy(
      'printer',
      `findEntries(bars: unknown, indicators: unknown, bar: number) {
        if (bar === 0) console.log(JSON.stringify([Object.keys(process.env), process.env.TZ, process.cwd(), (1.5).toLocaleString()]));
        return null;
      }`,
    );
    const heard: string[] = [];
    const listen = (text: string) => void heard.push(text);

    await openEngine().run(order(printer), { onOutput: listen });
    await openEngine().run(order(printer), { onOutput: listen, surroundings: 'strange' });

    delete process.env.CONCLAVE_SECRET_OF_TESTS;
    expect(heard.join('')).not.toContain('SECRET');
    expect(heard.join('')).toMatch(/"UTC","\/","1\.5"\]\n.*"Pacific\/Chatham",".*conclave-strange-.*","1,5"\]/s);
  });
});

describe('a strategy that does wrong', () => {
  it.each([
    [
      'throws',
      "findEntries(b: unknown, i: unknown, k: number) { if (k === 17) throw new Error('boom'); return null; }",
      /threw at bar 17 of GOOG \(2004-09-15T.*\): boom/,
    ],
    [
      'returns rubbish',
      "findEntries() { return { action: 'BUY', type: 'MARKET', volume: '1' }; }",
      /`volume` is a text, at bar 0/,
    ],
    ['ends the process', 'findEntries() { process.exit(0); }', /ended with exit code 0/],
    [
      'writes into its bars',
      'findEntries(bars: { open: Float64Array }, i: unknown, k: number) { if (k === 10) bars.open[11] = 1; return null; }',
      /wrote into the bars of GOOG/,
    ],
    ['has no such method', '', /lacks `findEntries`/],
  ])('%s: it is told where', async (name, body, words) => {
    const path = strategy(name.replaceAll(' ', '-'), body);

    await expect(openEngine().run(order(path))).rejects.toThrow(words);
  });

  it('does not come to an end: it is ended when its time is over', async () => {
    const path = strategy(
      'endless',
      'findEntries(b: unknown, i: unknown, k: number) { while (k === 900); return null; }',
    );

    const run = openEngine().run(order(path, { timeLimit: 2_000 }));

    await expect(run).rejects.toThrow(/not done after 2 s, some time after \d+ of 2148 closes/);
  });

  it('is ended when nobody wants it any more', async () => {
    const path = strategy('unwanted', 'findEntries() { while (true); }');
    const abort = new AbortController();

    const run = openEngine().run(order(path), { signal: abort.signal, onProgress: () => abort.abort() });

    await expect(run).rejects.toThrow('interrupted');
  });
});

describe('a strategy that speaks for the engine', () => {
  it.each([
    ['says nothing of sense', 'process.send!(null);'],
    ['invents an outcome', "process.send!({ kind: 'outcome', outcome: { summary: 1 } });"],
    ['invents progress', "process.send!({ kind: 'progress', done: 1, total: '\\u001b[2J' });"],
  ])('is not believed when it %s', async (name, code) => {
    const path = strategy(`speaker-${name.length}`, `findEntries() { ${code} while (true); }`);

    await expect(openEngine().run(order(path))).rejects.toThrow('said something else than it should');
  });

  it('does not hold up the run by a process of its own', async () => {
    const path = join(folder, 'parent.ts');
    writeFileSync(
      path,
      `import { spawn } from 'node:child_process';
      spawn('sleep', ['30'], { stdio: 'inherit' });
      export class Strategy { prepareIndicators() { return {}; } findEntries() { return null; } }`,
    );
    const started = performance.now();

    await openEngine().run(order(path));

    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
