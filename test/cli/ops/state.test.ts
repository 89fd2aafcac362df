import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, run } from '../running.ts';
import { inputOf } from './ops-inputs.ts';

let place: ReturnType<typeof makeFolder>;

beforeEach(() => {
  place = makeFolder();
});
afterEach(() => place[Symbol.dispose]());

const HEALTHY = { pods_down: [], pvc_pct: 40, oom_24h: 0, cpu_pct: 35 };

function state(input: unknown, ...options: readonly string[]) {
  return run(['ops', 'state', '--input', '-', ...options], { folder: place.folder, input: JSON.stringify(input) });
}

describe('the exit code of conclave ops state', () => {
  it.each([
    ['0 for GREEN', inputOf('S01'), [], 0, 'GREEN'],
    ['0 for a fired YELLOW', inputOf('S05'), [], 0, 'YELLOW'],
    ['1 for a fired YELLOW when that was asked for', inputOf('S05'), ['--fail-on', 'yellow'], 1, 'YELLOW'],
    ['1 for a fired ORANGE', inputOf('S09'), [], 1, 'ORANGE'],
    ['1 for a fired RED', inputOf('S06'), [], 1, 'RED'],
    ['0 for a RED of which only the output is read', inputOf('S06'), ['--fail-on', 'never'], 0, 'RED'],
    ['3 for a YELLOW that the unknown raised', inputOf('S01', { challengers_pending: null }), [], 3, 'YELLOW'],
    [
      '3 for an ORANGE that the unknown raised',
      inputOf('S01', { infra: { ...HEALTHY, pvc_pct: 'NaN' } }),
      [],
      3,
      'ORANGE',
    ],
    ['3 for nothing at all', {}, [], 3, 'ORANGE'],
    [
      '3 also where a YELLOW would be 1',
      inputOf('S01', { challengers_pending: null }),
      ['--fail-on', 'yellow'],
      3,
      'YELLOW',
    ],
    ['1 where a rule fired beside what is unknown', inputOf('S09', { infra: {} }), [], 1, 'ORANGE'],
  ] as const)('is %s', async (_, input, options, expected, found) => {
    const { exitCode, output } = await state(input, ...options);

    expect({ exitCode, title: output.split('\n')[0] }).toEqual({
      exitCode: expected,
      title: expect.stringMatching(`^State: ${found}`),
    });
  });
});

describe('a state as JSON', () => {
  it('holds every rule with its evidence, what is unknown, and the next step with its owner', async () => {
    const { output } = await state(inputOf('S06', { challengers_pending: 'many' }), '--json');

    const told = JSON.parse(output);
    expect(told).toMatchObject({
      ...{ state: 'RED', exit_code: 1, raised_by: 'rules', fired: ['R3_OOM_LOOP'], unknown: ['Y8_CHALLENGERS'] },
      next_step: { owner: expect.any(String), severity: 'P0', sentence: expect.stringContaining('now') },
    });
    expect(told.evidence).toHaveLength(17);
    expect(told.evidence).toContainEqual(
      expect.objectContaining({
        ...{ rule: 'Y8_CHALLENGERS', truth: 'unknown', state: 'YELLOW', signals: ['challengers_pending'] },
        found: 'challengers_pending is "many", which is no finite number',
      }),
    );
    expect(Date.parse(told.valid_until) - Date.parse(told.as_of)).toBe(90 * 60_000);
  });

  it('is the same as --format json, and both together are refused', async () => {
    const [short, long] = [await state({}, '--json'), await state({}, '--format', 'json')];
    const both = await state({}, '--json', '--format', 'text');

    const withoutTime = (text: string) => ({ ...JSON.parse(text), as_of: '', valid_until: '' });
    expect(withoutTime(short.output)).toEqual(withoutTime(long.output));
    expect(both.exitCode).toBe(2);
  });
});

describe('the configuration of a state', () => {
  it('draws the lines and names the owners, also from a file that is not committed', async () => {
    writeFileSync(
      join(place.folder, 'own.yml'),
      'version: 1\nops:\n  thresholds: { pvc_pct: 30, pvc_clear_pct: 20 }\n  valid_minutes: 15\n  incidents: { roles: { platform_owner: [ana] } }\n',
    );

    const { exitCode, output } = await state(inputOf('S01'), '--config', 'own.yml');

    expect(exitCode).toBe(1);
    expect(output).toContain('R2_PVC: PVC 40 %; limit: more than 30 %');
    expect(output).toContain('@ana');
  });

  it('is the default one outside of a repository, which is said', async () => {
    const { errors } = await state(inputOf('S01'));

    expect(errors).toContain('is not in a git repository, so the defaults hold');
  });

  it('must be there where sources are to be asked', async () => {
    const { exitCode, errors } = await run(['ops', 'state'], { folder: place.folder });

    expect(exitCode).toBe(2);
    expect(errors).toContain('is not in a git repository');
    expect(errors).toContain('Name one with --repo DIR, or a configuration with --config FILE.');
    expect(errors).not.toContain('--diff');
  });
});

describe('a file of figures', () => {
  it.each([
    ['that is no JSON', 'pvc: 40', 'the file is no JSON'],
    ['with a wrong key', '{"infra": {"pvc": 40}}', 'unknown key "pvc" under infra'],
    ['that is a list', '[]', 'the file is a list'],
  ])('%s is refused with what and where', async (_, text, words) => {
    const { exitCode, output, errors } = await run(['ops', 'state', '--input', '-'], {
      folder: place.folder,
      input: text,
    });

    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).toContain(words);
    expect(errors).toContain('standard input');
  });

  it('that is not there is refused', async () => {
    const { exitCode, errors } = await run(['ops', 'state', '--input', 'gone.json'], { folder: place.folder });

    expect(exitCode).toBe(2);
    expect(errors).toContain('gone.json cannot be read');
  });

  it('with a percentage as a fraction is unknown, and the screen says why', async () => {
    const { exitCode, output } = await state(inputOf('S01', { infra: { ...HEALTHY, pvc_pct: 0.91 } }));

    expect(exitCode).toBe(3);
    expect(output).toContain('pvc_pct is 0.91, which is a fraction where percent are due');
  });
});

it('an unknown state to fail on is refused with the nearest', async () => {
  const { exitCode, errors } = await state({}, '--fail-on', 'yelow');

  expect(exitCode).toBe(2);
  expect(errors).toContain('did you mean "yellow"?');
});
