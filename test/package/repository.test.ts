import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import settings from '../../package.json' with { type: 'json' };
import { CONFIG_PATH, parseConfig } from '../../src/config/config.ts';
import { parseYaml } from '../../src/kernel/yaml.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('package.json', () => {
  it('asks a user for no other package: what is bundled is a development package', () => {
    expect(Object.keys(settings)).not.toContain('dependencies');
    expect(Object.keys(settings)).not.toContain('optionalDependencies');
  });

  it('names every package in one exact version', () => {
    const loose = Object.entries(settings.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+/.test(version));

    expect(loose).toEqual([]);
  });

  it('pins the Node that .nvmrc names', () => {
    expect(read('.nvmrc').trim()).toBe(settings.devDependencies.node);
  });
});

describe('the workflows', () => {
  const Workflow = z.object({ permissions: z.record(z.string(), z.string()) });
  const paths = globSync('.github/workflows/*.yml', { cwd: root });

  it('are there', () => {
    expect(paths).toContain('.github/workflows/ci.yml');
  });

  it.each(paths)('%s may write nothing unless a job says so', (path) => {
    const { permissions } = Workflow.parse(parseYaml(read(path), path, 'bad-input').value);

    expect(Object.values(permissions).filter((right) => right !== 'read')).toEqual([]);
  });

  it.each(paths)('%s pins every action by commit and names its version', (path) => {
    const uses = read(path)
      .split('\n')
      .filter((line) => /^\s*(- )?uses:/.test(line));

    expect(uses.filter((line) => !/uses: (\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(line))).toEqual([]);
  });

  it('end in one check that needs every other job', () => {
    const Jobs = z.object({ jobs: z.record(z.string(), z.object({ needs: z.array(z.string()).optional() })) });

    const { jobs } = Jobs.parse(parseYaml(read('.github/workflows/ci.yml'), 'ci.yml', 'bad-input').value);

    expect(jobs['ci-ok']?.needs).toEqual(Object.keys(jobs).filter((name) => name !== 'ci-ok'));
  });
});

describe('this repository', () => {
  it('has a configuration of its own that Conclave accepts', () => {
    const config = parseConfig(read(CONFIG_PATH));

    expect(config.critical).toContain('src/committee/**');
  });

  it.each(globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }))('%s is YAML', (path) => {
    expect(parseYaml(read(path), path, 'bad-input').value).toBeTypeOf('object');
  });

  it('can be checked by one executable script', () => {
    const anyoneMayRun = 0o111;

    expect(statSync(join(root, '.ci/run')).mode & anyoneMayRun).toBe(anyoneMayRun);
  });
});
