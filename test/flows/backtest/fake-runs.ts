import type { LineDifference } from '../../../src/backtest/determinism/line-difference.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { hashText } from '../../../src/kernel/hash.ts';
import type { BacktestEngine, RunOrder, RunOutcome, RunWatch } from '../../../src/ports/backtest-engine.ts';
import type { PassingFolder, RunFolders } from '../../../src/ports/run-folders.ts';
import { sampleSummary } from '../../backtest/artefacts/sample-summary.ts';

/** What is to be run, wherever it does not matter. */
export const ORDER: RunOrder = {
  strategy: '/s.ts',
  data: [{ symbol: 'GOOG', path: '/goog.csv' }],
  config: RunConfig.parse({ version: 1 }),
  seed: 7,
  folder: null,
  purpose: 'figures',
  timeLimit: 1_000,
};

/** What a run of figures comes to. */
export function outcome(over: Partial<RunOutcome> = {}): RunOutcome {
  return {
    summary: sampleSummary(),
    returns: { basis: 'day', ends: [], values: [] },
    manifests: [],
    strategySha256: 'cd'.repeat(32),
    duration: 5,
    mode: 'fast',
    runtime: { language: 'typescript', version: 'v24.0.0', packages: {} },
    trades: [],
    curves: null,
    report: null,
    ...over,
  };
}

/** Folders in memory, with the files in them; `open` are those that nobody has let go yet. */
export class MemoryFolders implements RunFolders {
  readonly texts = new Map<string, string>();
  readonly open = new Set<string>();
  #count = 0;

  async passing(): Promise<PassingFolder> {
    this.#count += 1;
    const path = `/folder-${this.#count}`;
    this.open.add(path);
    return { path, [Symbol.asyncDispose]: async () => void this.open.delete(path) };
  }

  staging(): Promise<PassingFolder> {
    return this.passing();
  }

  async write({ path }: PassingFolder, name: string, text: string): Promise<void> {
    this.texts.set(`${path}/${name}`, text);
  }

  async read({ path }: PassingFolder, name: string): Promise<string> {
    return this.#text(path, name);
  }

  async keep(): Promise<readonly string[]> {
    throw new Error('nobody keeps anything here');
  }

  async digest({ path }: PassingFolder, name: string) {
    const text = this.#text(path, name);
    return { name, bytes: text.length, sha256: hashText(text) };
  }

  async firstDifference(name: string, one: PassingFolder, other: PassingFolder): Promise<LineDifference> {
    const [first, second] = [this.#text(one.path, name), this.#text(other.path, name)];
    if (first === second) throw new Error('nobody asks for the difference of what is the same');
    return { name, line: 1, header: '', first, second };
  }

  #text(path: string, name: string): string {
    const text = this.texts.get(`${path}/${name}`);
    if (text === undefined) throw new Error(`nobody wrote ${path}/${name}`);
    return text;
  }
}

/** An engine of which every run is written down, and comes to what `play` says. */
export function recordingEngine(play: (order: RunOrder, watch: RunWatch) => RunOutcome) {
  const runs: { readonly order: RunOrder; readonly watch: RunWatch }[] = [];
  const engine: BacktestEngine = {
    varied: ['time zone'],
    zones: ['UTC', 'Pacific/Chatham'],
    run: async (order, watch = {}) => {
      runs.push({ order, watch });
      return play(order, watch);
    },
  };
  return { engine, runs };
}
