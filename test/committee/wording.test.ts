import { describe, expect, it } from 'vitest';
import { weightOf } from '../../src/committee/wording.ts';
import { accepted } from '../fixtures/sessions.ts';

describe('what decides an accepted session', () => {
  it.each([
    [0, 'Nothing needs to change'],
    [1, 'No claim was confirmed, though 1 seat asks for changes'],
    [3, 'No claim was confirmed, though 3 seats ask for changes'],
  ])('tells that %s seats ask for changes', (asking, told) => {
    const session = accepted();
    const expert_opinions = session.expert_opinions.map((seat, index) => ({
      ...seat,
      stance: index < asking ? ('accept_with_changes' as const) : ('accept' as const),
    }));

    expect(weightOf({ ...session, expert_opinions })).toBe(told);
  });
});
