import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../process.ts';
import { makeFolder } from '../running.ts';
import { RECORDS, useRecordHouse } from './record-house.ts';

const house = useRecordHouse(RECORDS);

/** Runs the linter as a step of a job does: a process of its own, with the files of the runner. */
async function runStep(argv: readonly string[]) {
  using runner = makeFolder();
  const [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY] = [join(runner.folder, 'output'), join(runner.folder, 'summary')];
  for (const file of [GITHUB_OUTPUT, GITHUB_STEP_SUMMARY]) writeFileSync(file, '');
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT, GITHUB_STEP_SUMMARY };
  const ended = await startProcess(['adr', 'lint', ...argv], { folder: house().folder, environment }).ended();
  return { ...ended, outputs: readFileSync(GITHUB_OUTPUT, 'utf8'), summary: readFileSync(GITHUB_STEP_SUMMARY, 'utf8') };
}

describe('the linter in a job', () => {
  it('remarks on lines, writes the summary and gives outputs', async () => {
    house().write('src/a b,c.py', '# ADR-77\n::error::x ADR-78\n');
    house().write('docs/adr/0005-b.md', '# ##[error]\n\n## Status\n\nAccepted\n');

    const { exitCode, output, outputs, summary } = await runStep([]);

    expect(exitCode).toBe(1);
    expect(output.match(/^::error /gm)).toHaveLength(3);
    expect(output).toContain('::error title=Decision records%3A adr/reference-unknown,file=src/a b%2Cc.py,line=1::');
    expect(output).toMatch(
      /^::warning title=Decision records%3A adr\/sequence-gap,file=docs\/adr\/0005-b\.md,line=1::/m,
    );
    expect(outputs).toMatch(/^errors<<(\S+)\n3\n\1\n/m);
    expect(outputs).toMatch(/^warnings<<(\S+)\n2\n\1\n/m);
    expect(outputs).toMatch(/^report<<(\S+)\n\{"version":1,.*\}\n\1\n/m);
    expect(summary).toContain('### Decision records: 3 errors and 2 warnings in 4 records');
    expect(output + summary).not.toContain('##[');
  });

  it('remarks at most ten times of a kind, and counts the rest', async () => {
    house().write('src/a.py', Array.from({ length: 30 }, (_, index) => `# ADR-${100 + index}\n`).join(''));

    const { output } = await runStep([]);

    expect(output.match(/^::error /gm)).toHaveLength(10);
    expect(output).toContain('21 more stand in the summary of this job');
  });

  it('remarks why nothing was linted', async () => {
    const { exitCode, output } = await runStep(['gone']);

    expect(exitCode).toBe(2);
    expect(output).toMatch(/^::error title=Decision records%3A not linted::.*there is no folder/);
  });
});
