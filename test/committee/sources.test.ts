import { describe, expect, it } from 'vitest';
import { renderComment } from '../../src/committee/comment/comment.ts';
import { assembleFindings } from '../../src/committee/findings.ts';
import { type Claim, parseOpinion } from '../../src/committee/opinion.ts';
import { someItem } from '../dossier/some-dossier.ts';
import { someLibrary } from '../dossier/some-library.ts';
import { GOLDEN_SESSIONS } from './more-sessions.ts';
import { someClaim, someHeard, someOpinion } from './some-finding.ts';
import { someProof } from './some-proof.ts';

const proof = someProof([], undefined, someLibrary);

/** The one finding that a claim becomes. */
function findingOf(claim: Partial<Claim>, given = proof) {
  const [finding, ...more] = assembleFindings([someHeard('ops/first', [someClaim(claim)])], given);
  if (finding === undefined || more.length > 0) throw new RangeError(`${more.length + 1} findings instead of one`);
  return finding;
}

describe('what a claim cites', () => {
  it('stands beside its quote, by label and place', () => {
    const finding = findingOf({ quote: '    fit(rows)', path: 'src/run.py', cites: ['adr:1#decision'] });

    expect(finding.place?.path).toBe('src/run.py');
    expect(finding.sources).toEqual([
      { id: 'adr:1#decision', kind: 'passage', label: 'ADR-1 §Decision', path: 'docs/adr/0001-past-bars.md', line: 17 },
    ]);
  });

  it('is read from the words of the claim too', () => {
    const finding = findingOf({ claim: 'It breaks [adr:1].', recommendation: 'See [doc:docs/runbook.md#rollback].' });

    expect(finding.sources.map(({ id }) => id)).toEqual(['adr:1', 'doc:docs/runbook.md#rollback']);
  });

  it.each<[what: string, cites: string, path: string, line: number]>([
    ['a passage', 'doc:docs/runbook.md#rollback', 'docs/runbook.md', 10],
    ['a record', 'adr:1', 'docs/adr/0001-past-bars.md', 19],
    ['a line that the dossier shows', 'code:src/run.py:2', 'src/run.py', 2],
  ])('is its place when it quotes nothing and cites %s', (_, cites, path, line) => {
    const finding = findingOf({ cites: [cites] });

    expect(finding.place).toMatchObject({ path, line, side: path === 'src/run.py' ? 'after' : 'before' });
    expect(finding.standing.kind).not.toBe('unsourced');
  });

  it('is the hit of a rule that it names', () => {
    const hit = someItem({
      path: 'src/run.py',
      line: 2,
      quote: '    mom = close.shift(-1)',
      cites: ['adr:1#decision'],
    });

    const finding = findingOf({ cites: ['rule:leak/negative-shift'] }, someProof([hit], undefined, someLibrary));

    expect(finding).toMatchObject({ rule: 'leak/negative-shift', standing: { kind: 'confirmed', by: 'rule' } });
    expect(finding.sources.map(({ id }) => id)).toEqual(['adr:1#decision', 'rule:leak/negative-shift']);
  });

  it('is the hit on the line that it cites too, where the rule found several', () => {
    const first = someItem({ path: 'src/run.py', line: 1 });
    const second = someItem({ id: 'E2', path: 'src/run.py', line: 2, quote: '    mom = close.shift(-1)' });
    const cites = ['rule:leak/negative-shift', 'code:src/run.py:2'];

    const findings = assembleFindings(
      [someHeard('ops/first', [someClaim({ cites })])],
      someProof([first, second], undefined, someLibrary),
    );

    expect(findings.find(({ raised_by }) => raised_by.length > 0)?.place?.line).toBe(2);
  });

  it('is no hit of a rule that moves no status', () => {
    const order = someItem({ rule: 'sec/prompt-injection', class: 'soft', severity: 'minor', code: 'SECURITY_RISK' });

    const finding = findingOf({ severity: 'blocker', cites: ['rule:sec/prompt-injection'] }, someProof([order]));

    expect(finding).toMatchObject({ severity: 'blocker', rule: null, standing: { kind: 'unsourced' } });
  });

  it('makes no one claim of two that cite the same passage, and confirms neither', () => {
    const claims = ['The cache reads the future.', 'The report has no date.'].map((claim) =>
      someClaim({ severity: 'blocker', claim, cites: ['adr:1#decision'] }),
    );
    const seats = claims.map((claim, index) => someHeard(index === 0 ? 'ops/first' : 'ops/second', [claim]));

    const findings = assembleFindings(seats, proof);

    expect(findings.map(({ standing }) => standing.kind)).toEqual(['unanswered', 'unanswered']);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });

  it('does not prove by a whole file what no quote does', () => {
    expect(findingOf({ cites: ['code:src/run.py:1-999999'] }).standing.kind).toBe('unsourced');
  });

  it('counts for nothing when nothing has its id', () => {
    const finding = findingOf({ severity: 'blocker', cites: ['adr:99'] });

    expect(finding).toMatchObject({
      place: null,
      sources: [],
      unknown_sources: ['adr:99'],
      standing: { kind: 'unsourced', why: 'nothing in the dossier has the id adr:99' },
    });
  });

  it('is told as unknown beside a quote that is there', () => {
    const finding = findingOf({ quote: '    fit(rows)', path: 'src/run.py', cites: ['adr:99', 'adr:1'] });

    expect(finding.unknown_sources).toEqual(['adr:99']);
    expect(finding.sources.map(({ id }) => id)).toEqual(['adr:1']);
    expect(finding.standing.kind).not.toBe('unsourced');
  });

  it('may be left out of an answer', () => {
    const { cites: _, ...claim } = someClaim();

    const parsed = parseOpinion(JSON.stringify(someOpinion({ findings: [claim as Claim] })));

    expect(parsed).toMatchObject({ kind: 'valid', value: { findings: [{ cites: [] }] } });
  });
});

describe('a comment', () => {
  it('links what its findings rest on at the commit at which it was read', () => {
    const session = GOLDEN_SESSIONS.sourced?.();
    if (session === undefined) throw new RangeError('no session');

    const comment = renderComment(session, {
      scope: 'pr=41',
      linkTo: (path, line, commit) =>
        `https://github.example/${commit ?? 'head'}/${path}${line === null ? '' : `#L${line}`}`,
      linkToRule: (rule) => `https://conclave.example/rules/${rule}`,
    });

    expect(comment).toContain(
      '([`leak/negative-shift`](https://conclave.example/rules/leak/negative-shift), [ADR-1 §Decision](https://github.example/70a0d02c41f9/docs/adr/0001-past-bars.md#decision))',
    );
    expect(comment).toContain('not in the dossier: `adr:99`');
    expect(comment).toContain('Rule leak/backfill is off by configuration: prices are final when they are stored');
    expect(comment).toContain('Rule time/naive-datetime counts as hard evidence by configuration: no reason is given');
  });
});
