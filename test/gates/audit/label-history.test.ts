import { describe, expect, it } from 'vitest';
import { tellLabel } from '../../../src/gates/audit/label-history.ts';
import type { LabelEvent } from '../../../src/gates/audit/merged-pull.ts';

const MERGED = '2026-05-10T12:00:00Z';

const event = (kind: LabelEvent['kind'], day: number, by = 'bob', label = 'waiver'): LabelEvent => ({
  ...{ kind, label, by },
  at: `2026-05-${String(day).padStart(2, '0')}T12:00:00Z`,
});

const tell = (labelEvents: readonly LabelEvent[], labels: readonly string[] = []) =>
  tellLabel({ labelEvents, labels, mergedAt: MERGED }, 'waiver');

describe('the story of a label', () => {
  it.each([
    ['set before', [event('set', 5)], 'at-merge'],
    ['set in the second of the merge', [event('set', 10)], 'at-merge'],
    ['set, taken off and set again before', [event('set', 5), event('removed', 6), event('set', 7)], 'at-merge'],
    ['set before and taken off after', [event('set', 5), event('removed', 11)], 'removed-after'],
    ['set and taken off before', [event('set', 5), event('removed', 6)], 'removed-before'],
    [
      'set and taken off before, and set after',
      [event('set', 5), event('removed', 6), event('set', 12)],
      'removed-before',
    ],
    ['set after', [event('set', 12)], 'set-after'],
    ['only ever taken off, after', [event('removed', 12)], 'removed-after'],
    ['told out of order', [event('removed', 11), event('set', 5)], 'removed-after'],
  ])('is read from events: %s', (_, events, standing) => {
    const story = tell(events);

    expect(story?.standing).toBe(standing);
  });

  it('has no event where the label was there before events were kept', () => {
    const story = tell([], ['Waiver']);

    expect(story).toMatchObject({ standing: 'at-merge', setBy: null, setAt: null });
  });

  it('is none where the label never stood, whatever other labels did', () => {
    const story = tell([event('set', 5, 'bob', 'other')], ['other']);

    expect(story).toBeNull();
  });

  it('names who set it last before the merge, and who took it off first after', () => {
    const story = tell([
      event('set', 1, 'ada'),
      event('removed', 2),
      event('set', 3, 'eve'),
      event('removed', 12, 'kim'),
    ]);

    expect(story).toMatchObject({ setBy: 'eve', removedBy: 'kim' });
  });
});
