import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, run } from '../running.ts';

const HERE = { folder: import.meta.dirname, columns: 80 };

describe('conclave sandbox', () => {
  it.each([
    [
      'an engine that is none',
      ['build', '--engine', 'podmann'],
      '--engine: unknown word "podmann"',
      'did you mean "podman"?',
    ],
    ['a source that is none', ['build', '--from', 'moon'], '--from: unknown word "moon"', 'one of: registry, debian'],
    ['a word too much', ['probe', 'all'], '"all" is too much for conclave sandbox probe', 'options only'],
    ['two strategies', ['run', 'a.py', 'b.py'], 'is too much for conclave sandbox run', 'one strategy'],
    ['an option without its value', ['build', '--engine', '--json'], '--engine has no value', '--json'],
    [
      'a guarantee that is none',
      ['probe', '--allow-weaker', 'speed'],
      '--allow-weaker: unknown word "speed"',
      'network',
    ],
    ['a guarantee that is missing', ['probe', '--allow-weaker', '--json'], '--allow-weaker has no value', '--json'],
  ])('refuses %s', async (_, argv, words, more) => {
    const { exitCode, output, errors } = await run(['sandbox', ...argv], HERE);

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
    expect(errors).toContain(more);
  });

  it('builds nothing from a registry for an engine that takes none from there', async () => {
    using place = makeFolder();
    mkdirSync(join(place.folder, 'bin'));
    writeFileSync(join(place.folder, 'bin/bwrap'), '#!/bin/sh\necho bubblewrap 0.8.0\n');
    chmodSync(join(place.folder, 'bin/bwrap'), 0o755);
    const environment = { PATH: join(place.folder, 'bin') };

    const { exitCode, errors } = await run(['sandbox', 'build', '--engine', 'bubblewrap', '--from', 'registry'], {
      folder: place.folder,
      environment,
    });

    expect(exitCode).toBe(2);
    expect(errors).toContain('--from: bubblewrap takes no image of a registry');
  });

  it('says what to install where there is no engine', async () => {
    using place = makeFolder();
    const environment = { PATH: place.folder };

    const built = await run(['sandbox', 'build'], { folder: place.folder, environment });
    const probed = await run(['sandbox', 'probe'], { folder: place.folder, environment });

    expect([built.exitCode, probed.exitCode]).toEqual([4, 4]);
    expect(built.errors).toContain('apt-get install bubblewrap');
    expect(probed.output).toContain('No strategy can run here');
    for (const engine of ['docker', 'podman', 'bubblewrap'])
      expect(probed.output).toContain(`the engine ${engine} is not there`);
  });
});
