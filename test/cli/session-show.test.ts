import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../src/cli/verdict-text.ts';
import { renderComment } from '../../src/committee/comment/comment.ts';
import { renderReport } from '../../src/committee/report/report.ts';
import { accepted, rejected } from '../fixtures/sessions.ts';
import { makeFolder, run } from './running.ts';

/** Shows a session file from the folder in which it stands. */
async function show(text: string, ...args: readonly string[]) {
  using home = makeFolder();
  writeFileSync(join(home.folder, 'old.json'), text);
  return await run(['session', 'show', 'old.json', ...args], { folder: home.folder, columns: 100 });
}

/** An accepted session as an older version wrote it. */
function inOldWords(verdict: Readonly<Record<string, unknown>>): string {
  const session = accepted();
  const { areas_of_dissent, ...rest } = session.verdict;
  return JSON.stringify({ ...session, verdict: { ...rest, dissent: areas_of_dissent, ...verdict } });
}

describe('session show', () => {
  it.each([
    ['text', renderText(rejected(), { columns: 100, colours: false })],
    ['markdown', renderReport(rejected())],
    ['comment', renderComment(rejected())],
  ])('draws a kept session again as %s', async (format, expected) => {
    const { exitCode, output, errors } = await show(JSON.stringify(rejected()), '--format', format);

    expect({ exitCode, output, errors }).toEqual({ exitCode: 0, output: expected, errors: '' });
  });

  it('succeeds whatever the verdict was, since nothing was judged now', async () => {
    expect((await show(JSON.stringify(rejected()))).exitCode).toBe(0);
  });

  it('reads the old words PASSED and dissent', async () => {
    const { exitCode, output } = await show(inOldWords({ status: 'PASSED', dissent: ['ops sees a cost.'] }));

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^✅ APPROVE: ACCEPTED/);
    expect(output).toContain('ops sees a cost.');
    expect(output).not.toContain('PASSED');
  });

  it('refuses an unknown word instead of guessing', async () => {
    const { exitCode, output, errors } = await show(inOldWords({ status: 'APPROVED' }));

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain('old.json: unknown status "APPROVED"');
  });
});
