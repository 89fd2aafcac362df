import { AppError, renderError } from '../../../src/kernel/app-error.ts';

const SHA = '60e961a567490b157f71888df9e6afb36190a34a40a6286aa38988e2343f1b1a';

/** A golden scenario in a repository, with lines of its own under `expected:` and after it. */
export function scenarioText(expected: string, rest = ''): string {
  return `version: 1
title: A cross
strategy: ../strategies/cross.ts # the file
data:
  - { symbol: GOOG, file: ../data/GOOG.csv, sha256: ${SHA} }
config: ../strategies/cross.config.yml
seed: 7
expected:
${expected}${rest}`;
}

/** What a person reads when something is refused; fails when nothing is. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-input') return renderError(error);
    throw error;
  }
  throw new Error('nothing was refused');
}
