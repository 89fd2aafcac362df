import { describe, expect, it } from 'vitest';
import { findPatterns } from '../../../src/ops/patterns/find-patterns.ts';
import { known, unknown } from '../../../src/ops/reading.ts';
import { renderStateAnswer } from '../../../src/ops/status-issue/state-answer.ts';
import { renderStatusIssue } from '../../../src/ops/status-issue/status-issue.ts';
import { LINES } from '../diagnosis/some-run.ts';
import { groundOf, liveUntil } from './some-status.ts';

const PATTERNS = findPatterns(
  {
    trialScores: known([known(-1_000), known(-1_000), known(-1_000)]),
    minutesWithoutProgress: unknown('stale', 'minutes_without_progress was last seen @ana 9 h before'),
    trainSamples: known([
      { crypto: 'BTCUSDC', samples: known(4_000) },
      { crypto: 'SOLUSDC', samples: known(120_000) },
    ]),
  },
  LINES,
);

const GREEN = groundOf(liveUntil('all is well', [], PATTERNS), { next: 'MLOps maintainer: stop the run.' });

describe('patterns that were incidents, on the status issue and in the answer to a question', () => {
  it.each([
    ['the status issue', renderStatusIssue(GREEN).body],
    ['the answer', renderStateAnswer(GREEN)],
  ])('are named by %s with what was found, since when, and the next step', (_, body) => {
    const lines = body.split('\n').filter((line) => line.startsWith('- '));

    expect(body).toContain('every rule is false by evidence, but `IDENTICAL_SCORES`, which was an incident, is there');
    expect(lines).toEqual([
      expect.stringMatching(
        /^- \*\*`IDENTICAL_SCORES`\*\*: 3 trials with the score .*1000 .*, since .* UTC, .* Next: Read/,
      ),
      expect.stringMatching(/^- \*\*`SENTINEL_SCORES`\*\*: 3 of 3 trials .* Next: Read/),
      expect.stringMatching(/^- \*\*`SAMPLES_OUT_OF_RANGE` of `SOLUSDC`\*\*: .* Next: Stop the run/),
      expect.stringMatching(/^- `NO_PROGRESS` is unknown: /),
    ]);
    expect(body).not.toMatch(/[^`]@ana/);
  });

  it('leave the words of a house without them as they are', () => {
    const { body } = renderStatusIssue(groundOf(liveUntil('all is well')));

    expect(body).not.toContain('Patterns that were incidents');
  });
});
