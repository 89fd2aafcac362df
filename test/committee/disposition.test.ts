import { describe, expect, it } from 'vitest';
import { dispositionsAt } from '../../src/committee/disposition.ts';
import { EARLIER_HEAD, HEAD, someDisposition } from './some-disposition.ts';

const waived = someDisposition('F-00000001');
const earlierWaived = someDisposition('F-00000001', { head: EARLIER_HEAD });
const dismissed = someDisposition('F-00000001', { kind: 'dismissed', head: EARLIER_HEAD });

describe('a decision on a finding', () => {
  it('that waives holds at the commit for which it was given', () => {
    expect(dispositionsAt(HEAD, [waived])).toEqual({ holding: [waived], lapsed: [] });
  });

  it.each([HEAD, 'a1b2c3d', '', null])('that waives another commit has lapsed at %s', (head) => {
    expect(dispositionsAt(head, [earlierWaived])).toEqual({ holding: [], lapsed: [earlierWaived] });
  });

  it('that dismisses holds at every later commit', () => {
    expect(dispositionsAt(HEAD, [dismissed])).toEqual({ holding: [dismissed], lapsed: [] });
  });

  it.each([
    ['a waiver of this commit behind a dismissal', [dismissed, waived], waived],
    ['a dismissal behind a waiver of this commit', [waived, dismissed], dismissed],
    ['a dismissal before a waiver that has lapsed', [dismissed, earlierWaived], dismissed],
    ['the later of two waivers', [waived, { ...waived, by: 'ben' }], { ...waived, by: 'ben' }],
  ])('is counted once a finding: %s', (_, decisions, counted) => {
    expect(dispositionsAt(HEAD, decisions)).toEqual({ holding: [counted], lapsed: [] });
  });

  it('speaks of its own finding alone', () => {
    const other = someDisposition('F-00000002', { head: EARLIER_HEAD });

    expect(dispositionsAt(HEAD, [waived, other])).toEqual({ holding: [waived], lapsed: [other] });
  });
});
