import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOfSignals } from '../../../src/cli/ops/signals.ts';
import { renderSignalsText } from '../../../src/cli/ops/signals-text.ts';
import { tellSignals } from '../../../src/cli/ops/told-signals.ts';
import { ConfigFile } from '../../../src/config/config.ts';
import type { Readings } from '../../../src/flows/ops/pick-reading.ts';
import type { SignalReading } from '../../../src/flows/ops/signal-reading.ts';
import type { SignalName } from '../../../src/kernel/signal-name.ts';
import type { PatternFinding } from '../../../src/ops/patterns/pattern.ts';
import { known, type Reading, unknown } from '../../../src/ops/reading.ts';
import { makeFolder, run } from '../running.ts';

const asked = (query: string) => ({ source: 'prometheus', query });
const { ops } = ConfigFile.parse({
  version: 1,
  ops: {
    sources: { prometheus: { kind: 'prometheus' } },
    signals: {
      pods_down: asked('kube_pod_status_ready == 0'),
      pvc_pct: asked('max(volume_used_percent)'),
      cpu_pct: asked('avg(cpu_percent)'),
      pass_counts: asked('run_candidates'),
      model_age_d: asked('model_age_days'),
      sortino: asked('run_sortino'),
    },
  },
});

const AT = '2026-11-21T07:08:30.000Z';
const READINGS: Readings = new Map<SignalName, SignalReading>([
  ['pods_down', { ...known<readonly string[]>([], AT), form: 'names' }],
  ['pvc_pct', { ...known(71.25, AT), form: 'number' }],
  ['cpu_pct', unknown('stale', 'cpu_pct was last seen 9 h before, more than 10 min')],
  ['pass_counts', { ...known([known(2), known(0)], AT), form: 'recent' }],
  [
    'model_age_d',
    {
      ...known(
        new Map<string, Reading>([
          ['BTCUSDC', known(2)],
          ['SOLUSDC', unknown('not-a-number', 'model_age_d of SOLUSDC is "NaN", which is no finite number')],
        ]),
        AT,
      ),
      form: 'by-crypto',
    },
  ],
  ['sortino', { ...known(new Map([['BTCUSDC', [known(0.9), known(-0.1)]]]), AT), form: 'recent-by-crypto' }],
]);

const STUCK: PatternFinding = {
  ...{ pattern: 'NO_PROGRESS', crypto: null, signal: 'minutes_without_progress', truth: 'true' },
  ...{ found: 'no progress for 45 min', limit: 'more than 20 min', origin: 'manual §17.5', next: 'Keep the logs.' },
};
const TOLD = tellSignals(READINGS, ops);
const BESIDE = { requests: 11, patterns: [STUCK], notes: ['pvc_pct: PromQL info: metric might not be a counter'] };

describe('signals on a terminal', () => {
  it.each([
    ['80', { columns: 80, colours: false }],
    ['40-colours', { columns: 40, colours: true }],
  ])('are drawn as on file (%s)', async (name, paper) => {
    await expect(renderSignalsText(TOLD, BESIDE, paper)).toMatchFileSnapshot(`../golden/ops-signals-${name}.txt`);
  });

  it('say without colours what they say with them', () => {
    const coloured = renderSignalsText(TOLD, BESIDE, { columns: 80, colours: true });

    expect(stripVTControlCharacters(coloured)).toBe(renderSignalsText(TOLD, BESIDE, { columns: 80, colours: false }));
  });
});

describe('a figure that cannot be', () => {
  it.each<[SignalName, Reading, string]>([
    ['cpu_pct', known(0.42), 'cpu_pct is 0.42, which is a fraction where percent are due'],
    ['last_useful_age_h', known(-5), 'last_useful_age_h is -5, which is in the future, so a clock runs ahead'],
    ['runs_7d', known(-1), 'runs_7d is -1, which is no count'],
  ])('of %s is shown as unknown, with what came', (name, reading, words) => {
    const readings: Readings = new Map([[name, { ...reading, form: 'number' }]] as const);

    const [told] = tellSignals(readings, ops).filter((signal) => signal.name === name);

    expect(told).toMatchObject({ value: expect.any(String), unknown: { why: 'impossible', words } });
  });

  it('of one crypto is named beside the others', () => {
    const value = new Map<string, Reading>([
      ['BTCUSDC', known(0.6)],
      ['SOLUSDC', known(62)],
    ]);

    const told = tellSignals(new Map([['f1_buy', { ...known(value), form: 'by-crypto' }]]), ops);

    expect(told.find(({ name }) => name === 'f1_buy')).toMatchObject({
      value: 'BTCUSDC 0.6, SOLUSDC 62',
      unknown: { words: 'f1_buy is 62, which is outside 0 to 1' },
    });
  });
});

describe('the exit code of signals', () => {
  const only = (...names: readonly string[]) => TOLD.filter(({ name }) => names.includes(name));

  it.each([
    ['0 when all that is configured is known', only('pvc_pct', 'sortino', 'f1_buy'), false, 0],
    ['3 when one is unknown', only('pvc_pct', 'cpu_pct'), false, 3],
    ['3 when one figure of several is unknown', only('model_age_d'), false, 3],
    ['3 when none is configured', only('f1_buy'), false, 3],
    ['4 when no source answered', only('cpu_pct'), true, 4],
  ])('is %s', (_, signals, allUnreachable, expected) => {
    expect(exitCodeOfSignals(signals, allUnreachable)).toBe(expected);
  });
});

describe('conclave ops with a source', () => {
  let place: ReturnType<typeof makeFolder>;

  beforeEach(() => {
    place = makeFolder();
    write('.github/conclave.yml', CONFIG);
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', 'chore: begin');
    write('figures.json', JSON.stringify({ pvc: 91, cpu: 0.5, written: new Date().toISOString() }));
  });
  afterEach(() => place[Symbol.dispose]());

  const CONFIG = `version: 1
ops:
  sources: { figures: { kind: json } }
  signals:
    pvc_pct: { source: figures, query: /pvc, freshness: /written, max_age: 10m }
    cpu_pct: { source: figures, query: /cpu }
    oom_24h: { source: figures, query: /oom }
`;

  function git(...words: readonly string[]): void {
    execFileSync('git', words, { cwd: place.folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(place.folder, path)), { recursive: true });
    writeFileSync(join(place.folder, path), text);
  }

  function ops(words: readonly string[], environment: Readonly<Record<string, string>> = sourceOfFigures()) {
    return run(['ops', ...words], { folder: place.folder, environment });
  }

  function sourceOfFigures(): Readonly<Record<string, string>> {
    return { CONCLAVE_SOURCE_FIGURES_PATH: join(place.folder, 'figures.json') };
  }

  it('judges what the source gave by the committed configuration, and shows what was asked', async () => {
    const { exitCode, output } = await ops(['state']);

    expect(exitCode).toBe(1);
    expect(output).toMatch(/^State: RED, 1 rule fired, \d+ unknown\nR2_PVC: PVC 91 %; limit: more than 85 %\.\n/);
    expect(output).toContain('pvc_pct of figures: /pvc');
    expect(output).toContain('cpu_pct is 0.5, which is a fraction where percent are due');
    expect(output).toMatch(/\d+ requests? to 1 source/);
  });

  it('reads the configuration of the commit, not of the folder', async () => {
    write('.github/conclave.yml', CONFIG.replaceAll('/pvc', '/cpu'));

    const committed = await ops(['state']);
    const given = await ops(['state', '--config', '.github/conclave.yml']);

    expect(committed.output).toContain('pvc_pct of figures: /pvc');
    expect(given.output).toContain('pvc_pct of figures: /cpu');
  });

  it('tells what the source gave, and what it did not', async () => {
    const { exitCode, output } = await ops(['signals', '--json']);

    const { signals } = JSON.parse(output);
    const of = (name: string) => signals.find((each: { signal: string }) => each.signal === name);
    expect(exitCode).toBe(3);
    expect(of('pvc_pct')).toMatchObject({ value: '91', unknown: null, source: 'figures', query: '/pvc' });
    expect(of('oom_24h')).toMatchObject({ value: null, unknown: 'empty' });
    expect(of('f1_buy')).toMatchObject({ value: null, unknown: 'not-configured', source: null });
  });

  it.each(['state', 'signals'])('%s ends with 4 where this machine does not know the source', async (verb) => {
    const { exitCode, output, errors } = await ops([verb], {});

    expect(exitCode).toBe(4);
    expect(output).toContain('this installation knows no source figures');
    expect(errors).toContain(verb === 'state' ? 'no source could be reached' : '');
  });

  it('state is 3 where nobody watches anything, and says where to begin', async () => {
    write('none.yml', 'version: 1\n');

    const [state, signals] = [
      await ops(['state', '--config', 'none.yml']),
      await ops(['signals', '--config', 'none.yml']),
    ];

    expect([state.exitCode, signals.exitCode]).toEqual([3, 3]);
    expect(signals.output).toContain('no signal is configured');
  });
});
