import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { Session } from '../../src/committee/session.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { openTestTerminal } from '../fixtures/test-terminal.ts';

const repository = makeMomentumRepository();
const out = mkdtempSync(join(tmpdir(), 'conclave-unread-'));
afterAll(() => {
  repository.remove();
  rmSync(out, { recursive: true });
});

const LEAK = 'def add(frame):\n    frame["feature"] = frame["close"].shift(-1)\n    return frame\n';

/** A rehearsal of the sound change plus one file. */
async function rehearseWith(text: string): Promise<Session> {
  repository.commit('clean', 'src/features/late.py', text);
  const terminal = openTestTerminal({ folder: repository.folder });
  await runProgram(['review', '--base', 'main', '--head', 'clean', '--rehearsal', '--json', '--out', out], terminal);
  return Session.parse(JSON.parse(terminal.written().output));
}

describe('a file that the rules cannot read whole', () => {
  it.each([
    ['a syntax error', `${LEAK}x = = 1\n`],
    ['a newer syntax than the rules know', `${LEAK}class Box[T = int]:\n    pass\n`],
  ])('is still searched, and the rehearsal rejects what it finds beside %s', async (_, text) => {
    const { verdict } = await rehearseWith(text);

    expect(verdict).toMatchObject({ status: 'REJECTED', code: 'DATA_LEAKAGE' });
  });

  it.each([
    ['a syntax error', 'def add(frame):\n    return frame\nx = = 1\n', 'line 3: syntax error'],
    ['a very long line', `${LEAK}# ${'a'.repeat(100_100)}\n`, 'line 4 has over 100,000 characters'],
    ['code behind a lone carriage return', `# note\r${LEAK}`, 'line 1 holds a lone carriage return'],
    ['an encoding of its own', `# -*- coding: utf-7 -*-\n${LEAK}`, 'it declares the encoding utf-7'],
  ])('is unread for a rehearsal with %s, which is said and never accepted', async (_, text, reason) => {
    const { verdict, coverage } = await rehearseWith(text);

    expect(verdict.status).not.toBe('ACCEPTED');
    const row = coverage.files.find(({ path }) => path === 'src/features/late.py');
    expect(row).toMatchObject({ reading: 'unread', reason: expect.stringContaining(reason) });
  });
});

describe('a credential in a file that no syntax rule reads', () => {
  it('is spoken of by the seats that own its rule', async () => {
    const key = ['AKIA', 'ULQUYFHOYLIW5PKA'].join('');
    repository.git('checkout', '--quiet', '-b', 'script', 'main');
    repository.commit('script', 'deploy.sh', `export AWS_ACCESS_KEY_ID=${key}\n`);
    const terminal = openTestTerminal({ folder: repository.folder });

    await runProgram(['review', '--base', 'main', '--head', 'script', '--rehearsal', '--json', '--out', out], terminal);

    const { expert_opinions, verdict } = Session.parse(JSON.parse(terminal.written().output));
    expect(verdict).toMatchObject({ status: 'REJECTED', code: 'SECURITY_RISK' });
    expect(expert_opinions.filter(({ stance }) => stance === 'reject').map(({ seat }) => seat)).toEqual([
      'ops/first',
      'ops/second',
    ]);
  });
});
