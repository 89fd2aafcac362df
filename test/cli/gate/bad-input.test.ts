import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventOf, type GateHouse, useGateHouse } from './gate-house.ts';

const house = useGateHouse();

type Case = readonly [name: string, argv: (house: GateHouse) => readonly string[]];

const event = (content: string | object) => (given: GateHouse) => ['--event', given.write('event.json', content)];
const payload = (more: object) => (given: GateHouse) => event({ ...eventOf(given.repository), ...more })(given);
const BRANCH = ['--base', 'main', '--title', 'feat: x'];

/** What a person or a workflow does wrong, each in a name and a command line. */
const CASES: readonly Case[] = [
  ['no pull request', () => []],
  ['two pull requests', () => ['--pr', 'acme/quant#1', '--base', 'main']],
  ['an option without its value', () => ['--event', '--json']],
  ['an unknown option', () => ['--pr', 'acme/quant#1', '--token', 'x']],
  ['a word too much', () => ['acme/quant#1']],
  ['an unknown format', () => ['--pr', 'acme/quant#1', '--format', 'markdwn']],
  ['two formats', () => ['--pr', 'acme/quant#1', '--format', 'text', '--json']],
  ['a title for a pull request', () => ['--pr', 'acme/quant#1', '--title', 'feat: x']],
  ['a name that is none', () => ['--pr', 'acme/quant']],
  ['an address that is none', () => ['--pr', 'https://github.com/acme/quant/issues/1']],
  ['an address of another host', () => ['--pr', 'https://ghe.example.com/acme/quant/pull/1']],
  ['a pull request that is not there', () => ['--pr', 'acme/quant#404']],
  ['an event that is not there', ({ folder }) => ['--event', join(folder, 'none.json')]],
  ['a folder in place of an event', ({ folder }) => ['--event', folder]],
  ['an event that is no JSON', event('pull_request: 1\n')],
  ['an event that is a list', event([])],
  ['an event without repository', event({ pull_request: { number: 1 } })],
  ['a push', payload({ ref: 'refs/heads/main', commits: [] })],
  ['an issue', payload({ action: 'opened', issue: { number: 3 } })],
  ['a check run without pull request', payload({ check_run: { pull_requests: [] } })],
  [
    'a check run of two',
    (given) =>
      payload({
        check_run: { pull_requests: [1, 2].map((number) => ({ number, base: { repo: { id: given.repository.id } } })) },
      })(given),
  ],
  ['a merge group that is none', payload({ merge_group: { head_sha: 'a', head_ref: 'refs/heads/x', base_sha: 'b' } })],
  ['an event of a pull request that is gone', payload({ pull_request: { number: 404 } })],
  ['a configuration that is not there', ({ folder }) => ['--pr', 'acme/quant#1', '--config', join(folder, 'none.yml')]],
  [
    'a binary configuration',
    ({ write }) => ['--pr', 'acme/quant#1', '--config', write('x.yml', Uint8Array.of(0, 1, 2))],
  ],
  ['no title', () => ['--base', 'main']],
  ['two titles', ({ write }) => [...BRANCH, '--title-file', write('title', 'feat: x')]],
  [
    'a title of two lines',
    ({ write, folder }) => ['--base', 'main', '--title-file', write('title', 'a\nb'), '--repo', folder],
  ],
  ['standard input twice', () => ['--base', 'main', '--title-file', '-', '--body-file', '-']],
  ['no git repository', ({ folder }) => [...BRANCH, '--repo', folder]],
  ['no folder', ({ folder }) => [...BRANCH, '--repo', join(folder, 'nowhere')]],
];

describe('bad input', () => {
  it.each(CASES)('%s ends with exit code 2, nothing on standard output, and the words on file', async (name, argv) => {
    const given = house();

    const { exitCode, output, errors } = await given.gate(argv(given));

    const shown = errors.replaceAll(given.folder, '/work').replaceAll(basename(given.folder), 'work');
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    await expect(shown).toMatchFileSnapshot(`golden/bad-input/${name.replaceAll(' ', '-')}.txt`);
  });

  it('writes no report into a folder that is not there', async () => {
    const { github, repository, gate, folder } = house();
    mkdirSync(join(folder, 'there'));
    github.openPull(repository, { title: 'feat: x', body: 'Closes #7', head: 'x', changes: { 'a.txt': 'a\n' } });

    const { exitCode, errors } = await gate(['--pr', 'acme/quant#1', '--out', join(folder, 'nowhere/report.txt')]);

    expect(exitCode).toBe(2);
    expect(errors).toContain('the report cannot be written: there is no such file');
  });
});
