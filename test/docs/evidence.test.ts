import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EvidenceFormat, FailOn } from '../../src/cli/evidence/options.ts';
import { runProgram } from '../../src/cli/program.ts';
import { parseConfig } from '../../src/config/config.ts';
import { LEAST_REASON } from '../../src/evidence/allowance.ts';
import { linesFoundBy } from '../../src/evidence/proof.ts';
import { MOST_RESULTS } from '../../src/evidence/sarif.ts';
import { loadOwnRules } from '../../src/flows/own-rules.ts';
import { plainScanner } from '../evidence/sarif/account-of.ts';
import { shippedRules } from '../evidence/shipped-rules.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/evidence.md'), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

describe('the page of the evidence command', () => {
  it('names each option of the command, and no other', async () => {
    const terminal = openTestTerminal({ folder: import.meta.dirname, columns: 200 });
    await runProgram(['evidence', '--help'], terminal);
    const listed = [...terminal.written().output.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);

    const named = rowsBelow(page, ['option', 'what it does']).map(([cell = '']) => /--[a-z-]+/.exec(cell)?.[0]);

    expect(new Set(named)).toEqual(new Set(listed.filter((option) => option !== '--help')));
  });

  it.each([...EvidenceFormat.options, ...FailOn.options])('names the word %s', (word) => {
    expect(page).toContain(`\`${word}\``);
  });

  it('says how long a reason is and how large a log', () => {
    expect(page).toContain(`The reason has at least ${LEAST_REASON} characters`);
    expect(page).toContain(`GitHub takes ${MOST_RESULTS.toLocaleString('en-US')} results`);
  });

  it('shows a configuration that is one', () => {
    const shown = blocks.find((text) => text.startsWith('version: 1')) ?? '';

    expect(() => parseConfig(shown)).not.toThrow();
    expect(parseConfig(shown).evidence.off).toHaveLength(1);
  });

  it('shows a rule that a repository may bring, and that finds what it says', async () => {
    const text = blocks.find((block) => block.includes('own/order-without-guard')) ?? '';
    const known = { shipped: shippedRules().map(({ rule }) => rule), skills: [{ name: 'crypto-trader' }] };

    const [own] = await loadOwnRules([{ path: 'own.yml', text }], known, plainScanner);

    expect(own?.rule.id).toBe('own/order-without-guard');
    expect(own && linesFoundBy(own.rule, 'import venue.client\nvenue.client.Exchange(key).cancel_order(1)\n')).toEqual([
      2,
    ]);
    expect(own && linesFoundBy(own.rule, 'from other import Exchange\nExchange(key).cancel_order(1)\n')).toEqual([]);
  });
});
