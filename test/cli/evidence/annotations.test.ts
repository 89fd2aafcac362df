import { describe, expect, it } from 'vitest';
import { annotationsOf } from '../../../src/cli/evidence/annotations.ts';
import { someAccount, someHit } from './some-account.ts';

const RECORD = { id: 'adr:15', title: 'No peeking', path: 'docs/adr/15.md', line: 9 };

describe('the remarks beside a change', () => {
  it('are errors for hard hits and warnings for hints, at their lines', () => {
    const hits = [
      someHit({ record: RECORD }),
      someHit({ line: 7, class: 'soft', allowed: 'the label is filled here' }),
    ];

    expect(annotationsOf(someAccount({ hits }))).toEqual([
      {
        level: 'error',
        title: 'Evidence: leak/backfill (major)',
        message: 'Backward filling.\nFill forwards.\ndecided in adr:15 No peeking (docs/adr/15.md:9)',
        path: 'src/a.py',
        line: 1,
      },
      {
        level: 'warning',
        title: 'Evidence: leak/backfill (major)',
        message: 'Backward filling.\nFill forwards.\nallowed, so it is a hint: the label is filled here',
        path: 'src/a.py',
        line: 7,
      },
    ]);
  });

  it('quote a removed line at the one that follows it now', () => {
    const hits = [someHit({ side: 'before', line: 2, quote: 'if size > LIMIT:' })];

    const [annotation] = annotationsOf(someAccount({ hits }));

    expect(annotation).toMatchObject({
      line: 1,
      message: 'Backward filling.\nRemoved: if size > LIMIT:\nFill forwards.',
    });
  });

  it('say that a comment lifts nothing where that is so', () => {
    const [annotation] = annotationsOf(someAccount({ hits: [someHit({ allowed: 'because I want it so much' })] }));

    expect(annotation?.message).toContain(
      'a comment asks to allow it, which takes a waiver on the pull request: because I want it so much',
    );
  });

  it('are warnings for files that could not be read', () => {
    const unread = [{ path: 'src/bad.py', reason: 'line 1: syntax error' }];

    expect(annotationsOf(someAccount({ hits: [], unread }))).toEqual([
      {
        level: 'warning',
        title: 'Evidence: not read',
        path: 'src/bad.py',
        message: 'No rule could read this file, so that they say nothing for it: line 1: syntax error',
      },
    ]);
  });

  it('are at most ten of a level, and the last one says how many are left', () => {
    const hits = Array.from({ length: 30 }, (_, line) =>
      someHit({ line: line + 1, class: line < 11 ? 'hard' : 'soft' }),
    );

    const annotations = annotationsOf(someAccount({ hits }));

    const last = (level: string) => annotations.filter((one) => one.level === level).at(-1)?.message;
    expect(annotations).toHaveLength(20);
    expect([last('error'), last('warning')]).toEqual([
      '2 more stand in the summary of this job; GitHub shows 10 of a kind.',
      '10 more stand in the summary of this job; GitHub shows 10 of a kind.',
    ]);
  });
});
