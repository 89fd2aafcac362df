import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.ts';
import { openTestTerminal } from '../../fixtures/test-terminal.ts';

const SINCE = ['--since', '2026-05-01'];
const ENVIRONMENT = {
  GITHUB_TOKEN: 'ghp_nothing',
  GITHUB_REPOSITORY: 'acme/quant',
  GITHUB_API_URL: 'http://127.0.0.1:1',
};

async function complain(argv: readonly string[], environment: Readonly<Record<string, string>> = ENVIRONMENT) {
  const terminal = openTestTerminal({ folder: import.meta.dirname, environment });
  const now = () => Date.parse('2026-05-20T12:00:00Z');
  const exitCode = await runProgram(['waivers', 'audit', ...argv], { ...terminal, now });
  return { exitCode, ...terminal.written() };
}

describe('wrong use of conclave waivers audit', () => {
  it.each([
    ['no first day', [], '--since: the first day is missing'],
    ['a first day without a value', ['--since', '--json'], '--since has no value, the next word is --json'],
    ['a day of another format', ['--since', '01.05.2026'], '--since: "01.05.2026" is no day'],
    ['a day that there never was', ['--since', '2026-02-30'], '--since: "2026-02-30" is no day'],
    ['a day with a time', ['--since', '2026-05-01T00:00:00Z'], '"2026-05-01T00:00:00Z" is no day'],
    ['a day to come', ['--since', '2026-05-21'], '--since: 2026-05-21 is still to come'],
    ['a last day to come', [...SINCE, '--until', '2026-06-01'], '--until: 2026-06-01 is still to come'],
    [
      'days the wrong way round',
      ['--since', '2026-05-03', '--until', '2026-05-02'],
      '2026-05-02 comes before 2026-05-03',
    ],
    ['an unknown period', [...SINCE, '--per', 'months'], 'did you mean "month"?'],
    ['a sprint without days', [...SINCE, '--sprint-days', '0'], '--sprint-days: "0" is no length of a sprint'],
    ['a sprint of half a day', [...SINCE, '--sprint-days', '0.5'], '"0.5" is no length of a sprint'],
    ['an empty label', [...SINCE, '--label', ' '], '--label: the label has no name'],
    ['a repository of one word', [...SINCE, '--repo', 'quant'], '--repo: "quant" is no repository on GitHub'],
    ['an unknown format', [...SINCE, '--format', 'html'], '--format: unknown word "html"'],
    ['two formats', [...SINCE, '--json', '--format', 'text'], '--json and --format were both given'],
    ['an unknown option', [...SINCE, '--isue'], 'did you mean --issue?'],
  ])('by %s is told, and nothing is asked', async (_, argv, words) => {
    const { exitCode, output, errors } = await complain(argv);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
  });

  it.each([
    ['no token', { GITHUB_REPOSITORY: 'acme/quant', GITHUB_TOKEN: ' ' }, 'GITHUB_TOKEN: there is no token for GitHub'],
    ['no repository', { GH_TOKEN: 'ghp_nothing' }, 'GITHUB_REPOSITORY: no repository was named'],
  ])('by %s in the environment is told', async (_, environment, words) => {
    const { exitCode, errors } = await complain(SINCE, environment);

    expect(exitCode).toBe(2);
    expect(errors).toContain(words);
  });
});
