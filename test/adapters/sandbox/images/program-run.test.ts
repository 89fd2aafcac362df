import { describe, expect, it } from 'vitest';
import { runPiped, runToEnd } from '../../../../src/adapters/sandbox/images/program-run.ts';
import { fakePrograms } from './fake-programs.ts';

const common = { task: 'do it', environment: { PATH: process.env.PATH } };
const shell = (script: string) => ({ ...common, program: 'sh', args: ['-c', script] });

describe('a program that helps to build an image', () => {
  it('is given where things are, and no secret', async () => {
    const environment = {
      PATH: process.env.PATH,
      PIP_INDEX_URL: 'https://packages.example.com',
      https_proxy: 'http://proxy.example.com',
      GITHUB_TOKEN: 'secret',
      PIP_TARGET: '/elsewhere',
      DOCKER_PASSWORD: 'secret',
      PYTHONPATH: '/elsewhere',
    };

    const printed = await runToEnd({ program: 'env', args: [], task: 'look', environment });

    const names = new Set(printed.split('\n').flatMap((line) => line.match(/^\w\w+/) ?? []));
    names.delete('PWD');
    expect(names).toEqual(new Set(['LC_ALL', 'PATH', 'PIP_INDEX_URL', 'https_proxy']));
  });

  it('that fails is told with its last words', async () => {
    await expect(runToEnd(shell('echo first; echo no room >&2; exit 3'))).rejects.toThrow('could not do it: no room');
  });

  it('that is not there is told by name', async () => {
    const run = runToEnd({ ...common, program: 'no-such-program', args: [] });

    await expect(run).rejects.toMatchObject({ code: 'outside-failed', message: expect.stringContaining('ENOENT') });
  });
});

describe('two programs in a row', () => {
  it('hand over everything', async () => {
    using place = fakePrograms({});

    await runPiped(shell('seq 100000'), shell(`tail -n 1 > ${place.folder}/last`));

    expect(await runToEnd(shell(`cat ${place.folder}/last`))).toBe('100000\n');
  });

  it.each([
    ['the first', 'echo broken >&2; exit 1', 'cat'],
    ['the second', 'yes', 'head -n 1; echo broken >&2; exit 1'],
  ])('fail with the words of %s', async (_, first, second) => {
    await expect(runPiped(shell(first), shell(second))).rejects.toThrow('could not do it: broken');
  });
});
