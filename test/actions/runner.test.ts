import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ActionRun, type Job, runAction } from './runner/runner.ts';

/** An expression, with its braces. */
const expression = (text: string): string => `\${{ ${text} }}`;

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'conclave-runner-'));
});

afterEach(() => rmSync(workspace, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

/** Writes an action of these steps into the workspace and runs it. */
async function run(steps: string, inputs: Readonly<Record<string, string>> = {}, head = ''): Promise<ActionRun> {
  const indented = steps.trim().replaceAll(/^/gm, '    ');
  write(
    'own/action.yml',
    `name: own\ndescription: of a test\n${head}\nruns:\n  using: composite\n  steps:\n${indented}\n`,
  );
  return runAction(join(workspace, 'own'), inputs, job());
}

function job(): Job {
  return {
    github: { token: 'ghs_of_this_test', event_name: 'pull_request', event: { number: 7 } },
    workspace,
    temp: join(workspace, 'temp'),
    environment: { PATH: process.env.PATH ?? '', GITHUB_ACTIONS: 'true' },
  };
}

const INPUTS = `inputs:
  token:
    description: a token
    default: \${{ github.token }}
  who:
    description: a name
    required: true`;

describe('a script of an action', () => {
  it('reads inputs through its environment, defaults evaluated, and a missing one as empty', async () => {
    const { log } = await run(
      `- shell: bash\n  env:\n    TOKEN: \${{ inputs.token }}\n    WHO: <\${{ inputs.who }}>\n  run: echo "$TOKEN $WHO"`,
      {},
      INPUTS,
    );

    expect(log).toEqual(['ghs_of_this_test <>']);
  });

  it('receives a hostile input as it is', async () => {
    const { log } = await run(
      `- shell: bash\n  env:\n    WHO: ${expression('inputs.who')}\n  run: printf "%s\\n" "$WHO"`,
      { who: `"; $(echo no) \`no\` ${expression('github.token')}` },
      INPUTS,
    );

    expect(log).toEqual([`"; $(echo no) \`no\` ${expression('github.token')}`]);
  });

  it('ends at the first command that fails, also inside of a pipe', async () => {
    const { conclusion, exitCode, log, annotations } = await run(
      '- shell: bash\n  run: |\n    (exit 3) | cat\n    echo after',
    );

    expect({ conclusion, exitCode, log }).toEqual({ conclusion: 'failure', exitCode: 3, log: [] });
    expect(annotations).toEqual([{ level: 'error', message: 'Process completed with exit code 3.' }]);
  });

  it('hands outputs, variables and paths to the steps after it, and a summary to the job', async () => {
    write('tools/greet', '#!/bin/sh\necho "hello $1"\n');
    const { log, outputs, summary } = await run(
      String.raw`
- id: first
  shell: bash
  run: |
    printf 'many<<END\none\ntwo=2\nEND\nfew=1\n' >> "$GITHUB_OUTPUT"
    echo 'MOOD=good' >> "$GITHUB_ENV"
    chmod +x tools/greet
    echo "$PWD/tools" >> "$GITHUB_PATH"
    echo '# Sum' >> "$GITHUB_STEP_SUMMARY"
- shell: bash
  env:
    MANY: ${expression('steps.first.outputs.many')}
  run: |
    greet "$MOOD"
    echo "$MANY"
    echo 'more' >> "$GITHUB_STEP_SUMMARY"`,
      {},
      `outputs:\n  few:\n    description: one\n    value: ${expression('steps.first.outputs.few')}\n  none:\n    description: nothing\n    value: ${expression('steps.first.outputs.none')}`,
    );

    expect({ log, outputs, summary }).toEqual({
      log: ['hello good', 'one', 'two=2'],
      outputs: { few: '1', none: '' },
      summary: '# Sum\nmore\n',
    });
  });

  it('is not run after a failure, unless it asks for that; outputs are set all the same', async () => {
    const { conclusion, log, outputs } = await run(
      `
- id: fails
  shell: bash
  run: echo "said=yes" >> "$GITHUB_OUTPUT"; exit 1
- shell: bash
  run: echo skipped
- if: failure() && github.event.number == 7
  shell: bash
  run: echo told`,
      {},
      `outputs:\n  said:\n    description: one\n    value: ${expression('steps.fails.outputs.said')}`,
    );

    expect({ conclusion, log, outputs }).toEqual({ conclusion: 'failure', log: ['told'], outputs: { said: 'yes' } });
  });

  it('may fail where it is allowed to, and a later step sees that it did', async () => {
    const { conclusion, log } = await run(`
- id: tries
  shell: bash
  continue-on-error: true
  run: exit 1
- if: steps.tries.outcome == 'failure' && steps.tries.conclusion == 'success'
  shell: bash
  run: echo seen`);

    expect({ conclusion, log }).toEqual({ conclusion: 'success', log: ['seen'] });
  });

  it('annotates by workflow commands, and not while they are stopped', async () => {
    const { annotations } = await run(`
- shell: bash
  run: |
    echo '::error file=src/a%2Cb.py,line=3,endLine=4,title=G5%3A externals::50%25 of%0Ait'
    echo '::stop-commands::mark'
    echo '::error::from a title'
    echo '::mark::'
    echo '::notice::done' >&2`);

    expect(annotations).toEqual([
      { level: 'error', file: 'src/a,b.py', line: 3, endLine: 4, title: 'G5: externals', message: '50% of\nit' },
      { level: 'notice', message: 'done' },
    ]);
  });

  it.each([
    ['an output without its end', 'echo \'a<<END\' >> "$GITHUB_OUTPUT"', 'Matching delimiter not found'],
    ['an output that is no pair', 'echo \'a\' >> "$GITHUB_OUTPUT"', 'Invalid format'],
    ['a command that GitHub does not know', 'echo "::set-outcome::x"', 'no workflow command'],
    ['a summary beyond a mebibyte', 'head -c 1048577 /dev/zero >> "$GITHUB_STEP_SUMMARY"', 'upload aborted'],
  ])('is refused for %s', async (_, script, complaint) => {
    await expect(run(`- shell: bash\n  run: ${JSON.stringify(script)}`)).rejects.toThrow(complaint);
  });
});

describe('an action in an action', () => {
  const INNER = `name: inner
description: of a test
inputs:
  word:
    description: a word
outputs:
  loud:
    description: the word
    value: \${{ steps.say.outputs.loud }}
runs:
  using: composite
  steps:
    - id: say
      shell: bash
      env:
        WORD: \${{ inputs.word }}
      run: |
        echo "::warning::$WORD"
        echo "loud=\${WORD^^}" >> "$GITHUB_OUTPUT"
`;

  it('is looked up in the workspace, with inputs and outputs of its own', async () => {
    write('inner/action.yml', INNER);

    const { annotations, outputs } = await run(
      `- id: inner\n  uses: ./inner\n  with:\n    word: ${expression("format('{0}!', github.event_name)")}`,
      {},
      `outputs:\n  loud:\n    description: it\n    value: ${expression('steps.inner.outputs.loud')}`,
    );

    expect(outputs).toEqual({ loud: 'PULL_REQUEST!' });
    expect(annotations).toEqual([{ level: 'warning', message: 'pull_request!' }]);
  });

  it('is not found when it stands beside the action instead', async () => {
    write('own/inner/action.yml', INNER);

    await expect(run('- uses: ./inner')).rejects.toThrow("Can't find 'action.yml'");
  });
});

describe('what GitHub would refuse or point out', () => {
  it('an input that the action does not have is pointed out', async () => {
    const { annotations } = await run('- shell: bash\n  run: "true"', { whom: 'x' }, INPUTS);

    expect(annotations.map(({ message }) => message)).toEqual([
      "Unexpected input(s) 'whom', valid inputs are ['token', 'who']",
    ]);
  });

  it('a context that a composite action does not have', async () => {
    await expect(run(`- shell: bash\n  env:\n    SWITCH: ${expression('vars.SWITCH')}\n  run: "true"`)).rejects.toThrow(
      'vars',
    );
  });

  it.each([
    [
      'an expression inside of a script',
      `- shell: bash\n  run: echo ${expression('github.token')}`,
      'run under runs.steps[0]',
    ],
    [
      'an expression in a description',
      '- shell: bash\n  run: "true"',
      'description under outputs.a',
      `outputs:\n  a:\n    description: ${expression('b')}\n    value: c`,
    ],
    ['a step without a shell', '- run: "true"', 'shell'],
  ])('%s', async (_, steps, complaint, head = '') => {
    await expect(run(steps, {}, head)).rejects.toThrow(complaint);
  });

  it('leaves no file behind beside those of the runner', async () => {
    await run('- shell: bash\n  run: echo "x" > "$RUNNER_TEMP/kept"');

    expect(readFileSync(join(workspace, 'temp/kept'), 'utf8')).toBe('x\n');
  });
});
