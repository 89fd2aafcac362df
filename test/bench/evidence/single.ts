import { pathToFileURL } from 'node:url';
import { openScanner } from '../../../src/adapters/scan/scanner.ts';
import type { Change } from '../../../src/change/change.ts';
import { NO_SURROUNDINGS } from '../../../src/evidence/surroundings.ts';
import { parseTree } from '../../../src/evidence/syntax.ts';
import { changedFile } from '../../../src/evidence/whole-file.ts';
import { shippedRules } from '../../evidence/shipped-rules.ts';
import { type Figure, median } from '../figure.ts';
import { moduleText } from '../large-change-texts.ts';

const ROUNDS = 5;
const LINES = 20_000;

/** Every rule over one file of 20,000 new lines, with and without the start of the process that reads it. */
export async function measureSingle(worker: string): Promise<readonly Figure[]> {
  const rules = shippedRules().map(({ rule }) => rule);
  const text = longText();
  const change: Change = { name: 'change', base: null, head: null, files: [changedFile('src/a.py', null, text)] };
  const rounds: { readonly cold: number; readonly warm: number; readonly parse: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const scanner = openScanner({ program: pathToFileURL(worker) });
    const look = () => scanner.scan(change, rules, NO_SURROUNDINGS);
    const cold = await time(look);
    const warm = await time(look);
    const { hits, unread } = await look();
    await scanner.close();
    if (hits.length === 0 || unread.length > 0) throw new Error(`${hits.length} hits, unread: ${unread[0]?.reason}`);
    rounds.push({ cold, warm, parse: await time(async () => parseTree(text, 'python')) });
  }
  const alternative = { what: 'parsing it once', measured: median(rounds.map(({ parse }) => parse)) };
  const figure = (what: string, measured: readonly number[]): Figure => ({
    what: `one Python file of ${LINES} new lines: ${what}`,
    measured: median(measured),
    bound: 1_000,
    unit: 'ms',
    alternative,
  });
  return [
    figure(
      'all rules, process started',
      rounds.map(({ cold }) => cold),
    ),
    figure(
      'all rules, process at hand',
      rounds.map(({ warm }) => warm),
    ),
  ];
}

function longText(): string {
  const blocks = Array.from({ length: LINES / 8 }, (_, block) => block);
  return `${moduleText(1, blocks).split('\n').slice(0, LINES).join('\n')}\n`;
}

async function time(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}
