import { describe, expect, it } from 'vitest';
import { type AttestationFacts, attest } from '../../../src/backtest/verdict/attestation.ts';

const PULL: AttestationFacts = {
  producer: { event: 'pull_request', actor: 'wim', headBranch: 'faster', path: '.github/workflows/backtest.yml' },
  workflow: '.github/workflows/backtest.yml',
  ...{ defaultBranch: 'main', ownLogin: 'conclave[bot]', isOrdered: false, changedParts: [], otherAction: null },
  ...{ baseBranch: 'main', eventBases: ['main'], ranDefault: true },
  files: [{ what: 'data', path: 'data/btc.csv', claimed: 'a', actual: 'a' }],
};
const STARTED: AttestationFacts = {
  ...PULL,
  producer: { ...PULL.producer, event: 'workflow_dispatch', actor: 'Conclave[bot]', headBranch: 'main' },
  isOrdered: true,
};

describe('a report', () => {
  it('is attested when the base, or the default branch on our order, made it on data of the base', () => {
    expect(attest(PULL)).toEqual({ kind: 'attested', by: 'base' });
    expect(attest(STARTED)).toEqual({ kind: 'attested', by: 'default-branch' });
  });

  it.each<readonly [string, AttestationFacts, string]>([
    [
      'another workflow file made it',
      { ...PULL, producer: { ...PULL.producer, path: '.github/workflows/own.yml' } },
      'own.yml',
    ],
    ['the pull request changes the workflow', { ...PULL, changedParts: [PULL.workflow] }, 'has another .github'],
    ['it names another action', { ...PULL, otherAction: 'eve/conclave@v1' }, 'eve/conclave@v1'],
    [
      'a pull request of the same branch into another base may have brought the workflow',
      { ...PULL, eventBases: ['main', 'lax'] },
      'of this branch into lax',
    ],
    ['nobody can tell for which base it was made', { ...PULL, eventBases: null }, 'cannot be told'],
    ['a tag with the name of the default branch ran', { ...STARTED, ranDefault: false }, 'is none of main'],
    [
      'a started run took an action out of the pull request',
      { ...STARTED, changedParts: ['.github/actions/backtest'] },
      'runs .github/actions/backtest out of the pull request',
    ],
    ['it was made for another event', { ...PULL, producer: { ...PULL.producer, event: 'push' } }, 'the event push'],
    [
      'data differs',
      { ...PULL, files: [{ what: 'data', path: 'x.csv', claimed: 'a', actual: 'b' }] },
      'the data x.csv',
    ],
    [
      'the base has no such data',
      { ...PULL, files: [{ what: 'data', path: 'x.csv', claimed: 'a', actual: null }] },
      'has no data x.csv',
    ],
    ['another branch ran', { ...STARTED, producer: { ...STARTED.producer, headBranch: 'faster' } }, 'not that of main'],
    ['somebody else started it', { ...STARTED, producer: { ...STARTED.producer, actor: 'eve' } }, 'started by eve'],
    ['its starter is gone', { ...STARTED, producer: { ...STARTED.producer, actor: null } }, 'started by nobody'],
    ['nobody asked for it', { ...STARTED, isOrdered: false }, 'nobody asked'],
  ])('is not attested when %s', (_when, facts, words) => {
    expect(attest(facts)).toEqual({ kind: 'not-attested', differences: [expect.stringContaining(words)] });
  });
});
