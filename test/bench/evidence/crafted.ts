import { pathToFileURL } from 'node:url';
import { openScanner } from '../../../src/adapters/scan/scanner.ts';
import { NO_SURROUNDINGS } from '../../../src/evidence/surroundings.ts';
import { changedFile } from '../../../src/evidence/whole-file.ts';
import { shippedRules } from '../../evidence/shipped-rules.ts';
import type { Figure } from '../figure.ts';

/** What a file may take at most, and what ending its process takes beside it. */
const BOUND_MS = 11_000;

/** Files that somebody wrote to hold up whoever reads them; each is read in its bounds, or said to be unread. */
const CRAFTED: Readonly<Record<string, string>> = {
  'one line of five megabytes': `x = "${'a'.repeat(5_000_000)}"\n`,
  '60,000 open parentheses': `x = ${'('.repeat(60_000)}1${')'.repeat(60_000)}\n`,
  '30,000 calls, each in the next': `x = ${'f('.repeat(30_000)}${')'.repeat(30_000)}\n`,
  'a chain of 20,000 methods': `x = a${'.shift(-1)'.repeat(20_000)}\n`,
  '99,000 operators in a line': `x = ${'1+'.repeat(49_000)}1\n`,
  '900 levels on each of 200 lines': `x = ${'f('.repeat(450)}${')'.repeat(450)}\n`.repeat(200),
  'two megabytes of imports': importsOf(60_000),
  'two megabytes of open brackets': '(\n'.repeat(900_000),
  'two megabytes of secrets': 'api_key = "sk_live_0123456789abcdef"\n'.repeat(50_000),
  '3,000 levels of if': Array.from({ length: 3_000 }, (_, level) => `${' '.repeat(level % 300)}if x:\n`).join(''),
  'two megabytes of one name that is bound again and again': `import numpy as np\n${'def f(np): np.random.rand()\n'.repeat(60_000)}`,
};

/** The longest of them, and in words what came of each. */
export async function measureCrafted(worker: string): Promise<{ readonly figure: Figure; readonly words: string }> {
  const rules = shippedRules().map(({ rule }) => rule);
  const scanner = openScanner({ program: pathToFileURL(worker) });
  const rounds: { readonly name: string; readonly ms: number; readonly came: string }[] = [];
  for (const [name, text] of Object.entries(CRAFTED)) {
    const files = [changedFile('src/crafted.py', null, text), changedFile('src/plain.py', null, 'x = 1\n')];
    const started = performance.now();
    const { hits, read, unread } = await scanner.scan({ name, base: null, head: null, files }, rules, NO_SURROUNDINGS);
    const ms = performance.now() - started;
    if (!read.some(({ path }) => path === 'src/plain.py')) throw new Error(`${name}: the next file was not read`);
    rounds.push({ name, ms, came: unread[0]?.reason ?? `read, ${hits.length} hits` });
  }
  await scanner.close();
  return {
    figure: {
      what: `the longest of ${rounds.length} crafted files`,
      measured: Math.max(...rounds.map(({ ms }) => ms)),
      bound: BOUND_MS,
      unit: 'ms',
      alternative: null,
    },
    words: rounds.map(({ name, ms, came }) => `${name}: ${Math.round(ms)} ms, ${came}\n`).join(''),
  };
}

function importsOf(count: number): string {
  return Array.from({ length: count }, (_, index) => `import package_${index} as p${index}\n`).join('');
}
