import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sarifComplaints } from '../../evidence/sarif/sarif-schema.ts';
import { startProcess } from '../process.ts';
import { run } from '../running.ts';
import { type EvidenceStage, openEvidenceStage, SECRET } from './evidence-stage.ts';

let stage: EvidenceStage;
let whole: z.infer<typeof Report>;

beforeAll(async () => {
  stage = openEvidenceStage();
  whole = await reportOf(CHANGE);
}, 60_000);

afterAll(() => stage[Symbol.dispose]());

const look = (options: readonly string[], columns = 100) =>
  run(['evidence', ...options], { folder: stage.folder, columns });

const CHANGE = ['--base', 'main', '--head', 'change'];

const Report = z.object({
  version: z.literal(1),
  change: z.object({ name: z.string(), base: z.string().nullable(), head: z.string().nullable() }),
  totals: z.object({ hits: z.int(), hard: z.int(), soft: z.int(), allowed: z.int() }),
  hits: z.array(
    z.looseObject({
      rule: z.string(),
      class: z.string(),
      path: z.string(),
      line: z.int(),
      finding: z.string().nullable(),
    }),
  ),
  coverage: z.object({
    files: z.int(),
    asked: z.int(),
    unread: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
  rules: z.array(
    z.looseObject({
      id: z.string(),
      runs: z.string(),
      decision: z.object({ reason: z.string().nullable() }).nullable(),
    }),
  ),
  notes: z.array(z.string()),
});

const reportOf = async (options: readonly string[]) =>
  Report.parse(JSON.parse((await look([...options, '--json'])).output));

describe('conclave evidence', () => {
  it.each([100, 60])('draws hits, unread files and decisions within %d columns', async (columns) => {
    const { exitCode, output, errors } = await look(CHANGE, columns);

    expect({ exitCode, errors }).toEqual({ exitCode: 1, errors: '' });
    expect(output.split('\n').filter((line) => line.length > columns)).toEqual([]);
    expect(output).not.toContain(SECRET);
    await expect(stable(output)).toMatchFileSnapshot(`golden/text-${columns}.txt`);
  });

  it('says in three lines that nothing was found', async () => {
    const { exitCode, output } = await look(['--base', 'main~4', '--head', 'clean', '--rule', 'leak/negative-shift']);

    expect(exitCode).toBe(0);
    await expect(stable(output)).toMatchFileSnapshot('golden/text-nothing.txt');
  });

  it('writes all of it as JSON in a form with a version', async () => {
    const { exitCode, output } = await look([...CHANGE, '--json']);

    expect(exitCode).toBe(1);
    expect(output).toContain('sec/secret-literal');
    expect(output).not.toContain(SECRET);
    await expect(stable(output)).toMatchFileSnapshot('golden/report.json');
  });

  it('writes a SARIF log that keeps the schema', async () => {
    const { exitCode, output } = await look([...CHANGE, '--format', 'sarif']);

    expect(exitCode).toBe(1);
    expect(sarifComplaints(output)).toEqual([]);
    expect(output).toContain('sec/secret-literal');
    expect(output).not.toContain(SECRET);
  });

  it('writes the same to a file', async () => {
    const file = join(stage.folder, '../out.txt');

    const { output } = await look([...CHANGE, '--out', file]);

    expect(readFileSync(file, 'utf8')).toBe(output);
  });

  it('writes for a runner the words, remarks at the lines, and SARIF to a file; no secret in any of them', async () => {
    const file = join(stage.folder, '../out.sarif');

    // A process of its own, so that no runner of these tests takes the remarks for its own.
    const { exitCode, output, errors } = await startProcess(
      ['evidence', ...CHANGE, '--format', 'github', '--out', file],
      { folder: stage.folder },
    ).ended();

    const log = readFileSync(file, 'utf8');
    expect(exitCode).toBe(1);
    expect(output).toContain(
      '::error title=Evidence%3A sec/secret-literal (blocker),file=src/settings_local.py,line=1::',
    );
    expect(sarifComplaints(log)).toEqual([]);
    expect(output + errors + log).not.toContain(SECRET);
    expect(errors).toContain('GITHUB_OUTPUT is not set, so nothing is written there');
  });

  it('names hard hits as the verdict names its findings, and hints not at all', async () => {
    const Session = z.object({
      findings: z.array(z.object({ id: z.string(), evidence_class: z.string().nullable() })),
    });
    const range = ['--base', 'main', '--head', 'leaky'];
    const committee = join(stage.folder, '../committee');

    const { hits } = await reportOf(range);
    const held = await run(['review', ...range, '--rehearsal', '--json', '--out', committee], { folder: stage.folder });

    const { findings } = Session.parse(JSON.parse(held.output));
    const named = hits.flatMap(({ finding }) => (finding === null ? [] : [finding]));
    const proven = findings.filter((finding) => finding.evidence_class === 'hard').map(({ id }) => id);
    expect(named.length).toBeGreaterThan(2);
    expect(named.toSorted()).toEqual(proven.toSorted());
    expect(whole.hits.filter(({ finding, ...hit }) => (finding === null) !== (hit.class === 'soft'))).toEqual([]);
  });

  it('heeds what the base decides about rules, and says so', () => {
    const { hits, rules, notes } = whole;

    expect(hits.filter(({ rule }) => rule === 'leak/backfill')).toEqual([]);
    expect(hits.find(({ rule }) => rule === 'time/naive-datetime')?.class).toBe('hard');
    expect(hits.find(({ rule }) => rule === 'repro/unseeded-random')?.class).toBe('soft');
    expect(
      rules.filter(({ decision }) => decision !== null).map(({ id, runs, decision }) => ({ id, runs, ...decision })),
    ).toEqual([
      { id: 'leak/backfill', runs: 'off', reason: 'every gap is filled before the data reaches us' },
      { id: 'repro/unseeded-random', runs: 'soft', reason: null },
      { id: 'time/naive-datetime', runs: 'hard', reason: 'a naive hour cost us a night in March' },
    ]);
    expect(notes).toContain(
      '.github/conclave.yml decides about leak/backfil, which is no rule; perhaps leak/backfill is meant',
    );
  });

  it('takes no decision from the change', async () => {
    stage.git('checkout', '--quiet', '-b', 'sly', 'change');
    stage.commit('sly', '.github/conclave.yml', 'version: 1\nevidence: { off: [leak/negative-shift] }\n');

    const { hits } = await reportOf(['--base', 'main', '--head', 'sly']);

    expect(hits.map(({ rule }) => rule)).toContain('leak/negative-shift');
  });

  it('lists what no rule could read with the reason', () => {
    const { coverage } = whole;

    expect(coverage.unread).toEqual([{ path: 'src/features/broken.py', reason: 'line 1: syntax error' }]);
    expect(coverage).toMatchObject({ files: 5, asked: 4 });
  });

  it('asks the rules that the repository brings, and cites the record whose invariant is broken', () => {
    const found = (rule: string) => whole.hits.find((hit) => hit.rule === rule);

    expect(whole.rules.find(({ id }) => id === 'own/print')).toMatchObject({ own: true, runs: 'hard' });
    expect(found('own/print')).toMatchObject({ path: 'src/features/builder.py', class: 'hard' });
    expect(found('adr/invariant')).toMatchObject({
      record: { id: 'adr:30', path: 'docs/adr/0030-features-ask-nobody.md' },
    });
  });

  it('shows a line that is taken away, and one that is allowed with its reason', () => {
    const found = (rule: string) => whole.hits.find((hit) => hit.rule === rule);

    expect(found('risk/guard-removed')).toMatchObject({ side: 'before', path: 'src/risk/stops.py', line: 2 });
    expect(found('error/silent-except')).toMatchObject({
      class: 'soft',
      allowed: 'a count that fails must not stop a bar',
    });
  });

  it('asks only the rules that are named', async () => {
    const { hits, rules } = await reportOf([
      ...CHANGE,
      '--rule',
      'leak/negative-shift',
      '--rule',
      'sec/secret-literal',
    ]);

    expect(rules.map(({ id }) => id)).toEqual(['leak/negative-shift', 'sec/secret-literal']);
    expect(new Set(hits.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ id }) => id)));
  });

  it('passes with --fail-on never, and shows the hits all the same', async () => {
    const { exitCode, output } = await look([...CHANGE, '--fail-on', 'never', '--rule', 'leak/negative-shift']);

    expect(exitCode).toBe(0);
    expect(output).toContain('Evidence: 1 hard hit (1 blocker)');
  });

  it('looks at a diff alone, and says what it cannot know', async () => {
    stage.git('checkout', '--quiet', 'change');
    const diff = join(stage.folder, '../change.diff');
    writeFileSync(diff, stage.git('diff', 'main', 'change'));

    const bare = await reportOf(['--diff', diff]);
    const around = await reportOf(['--diff', diff, '--repo', stage.folder]);

    expect(bare.change).toEqual({ name: 'change.diff', base: null, head: null });
    expect(bare.hits.map(({ rule }) => rule)).toContain('leak/backfill');
    expect(around.hits.map(({ rule }) => rule)).not.toContain('leak/backfill');
  });

  it('leaves out of a report what is not committed, and says so', async () => {
    stage.git('checkout', '--quiet', 'change');
    writeFileSync(join(stage.folder, 'later.py'), 'x = 1\n');

    const { errors } = await look(['--base', 'main']);

    expect(errors).toBe('conclave: not committed, so not reviewed: later.py\n');
  });
});

/** Commits are made anew by each run of git; what a report says of them is not looked at. */
function stable(output: string): string {
  return output.replaceAll(/\b[0-9a-f]{40}\b/g, '<commit>').replaceAll(/ at [0-9a-f]{7}\b/g, ' at <commit>');
}
