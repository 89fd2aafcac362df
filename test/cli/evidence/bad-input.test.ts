import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../running.ts';
import { type EvidenceStage, OWN_RULE, openEvidenceStage } from './evidence-stage.ts';

let stage: EvidenceStage;

beforeAll(() => {
  stage = openEvidenceStage();
  stage.git('checkout', '--quiet', '-b', 'bad-config', 'main');
  stage.commit('bad-config', '.github/conclave.yml', 'version: 1\nevidence:\n  of: [leak/backfill]\n');
  stage.git('branch', 'on-bad-config', 'bad-config');
  stage.git('checkout', '--quiet', '-b', 'bad-rule', 'main');
  stage.commit('bad-rule', OWN_RULE, 'id: own/print\ntitle: A print\nskil: ops\n');
  stage.git('branch', 'on-bad-rule', 'bad-rule');
  stage.commit('on-bad-rule', 'x.py', 'x = 1\n');
  stage.commit('on-bad-config', 'x.py', 'x = 1\n');
}, 60_000);

afterAll(() => stage[Symbol.dispose]());

const CHANGE = ['--base', 'main', '--head', 'change'];

it.each([
  ['no change', []],
  ['two changes', ['--base', 'main', '--diff', 'x.diff']],
  ['a head without a base', ['--diff', 'x.diff', '--head', 'change']],
  ['an unknown format', [...CHANGE, '--format', 'serif']],
  ['two formats', [...CHANGE, '--json', '--format', 'text']],
  ['an unknown weight', [...CHANGE, '--fail-on', 'blockers']],
  ['an unknown rule', [...CHANGE, '--rule', 'leak/backfil']],
  ['a rule that is off', [...CHANGE, '--rule', 'leak/backfill']],
  ['an option for a value', [...CHANGE, '--rule', '--json']],
  ['a ref that is not there', ['--base', 'mainn', '--head', 'change']],
  ['a diff that is not there', ['--diff', 'nowhere.diff']],
  ['a folder that is not there', [...CHANGE, '--out', 'nowhere/out.txt']],
  ['a configuration that is wrong at the base', ['--base', 'bad-config', '--head', 'on-bad-config']],
  ['a rule of the base that is wrong', ['--base', 'bad-rule', '--head', 'on-bad-rule']],
])('%s is told with exit code 2', async (name, options) => {
  const { exitCode, errors } = await run(['evidence', ...options], { folder: stage.folder });

  expect(exitCode).toBe(2);
  expect(errors).not.toContain('    at ');
  const shown = errors.replaceAll(join(stage.folder, '..'), '<folder>');
  await expect(shown).toMatchFileSnapshot(`golden/bad-input/${name.replaceAll(' ', '-')}.txt`);
});
