import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('the README', () => {
  it('has at most 150 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(151);
  });

  it('shows the verdict of the demo as the program writes it', async () => {
    const shown = /```text\n([\s\S]*?)\n…\n```/.exec(readme)?.[1];
    const repository = makeMomentumRepository();
    const out = mkdtempSync(join(tmpdir(), 'conclave-readme-'));
    const terminal = openTestTerminal({ folder: repository.folder, columns: 80 });

    await runProgram(['review', '--base', 'main', '--head', 'leaky', '--rehearsal', '--out', out], terminal);

    repository.remove();
    rmSync(out, { recursive: true });
    expect(shown).toBeDefined();
    expect(terminal.written().output.slice(0, shown?.length)).toBe(shown);
  });
});
