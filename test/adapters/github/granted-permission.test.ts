import { describe, expect, it } from 'vitest';
import { nameAccepted } from '../../../src/adapters/github/granted-permission.ts';

describe('the permissions that GitHub names', () => {
  it.each([
    ['pull_requests=read', '`pull-requests: read`'],
    ['contents=read,issues=write', '`contents: read` and `issues: write`'],
    ['issues=read; pull_requests=read', '`issues: read` or `pull-requests: read`'],
    ['actions_variables=read', '`Variables: read` (actions_variables)'],
  ])('are told as people grant them: %s', (header, words) => {
    expect(nameAccepted(header)).toBe(words);
  });

  it.each([undefined, '', 'nonsense', 7])('are none in %s', (header) => {
    expect(nameAccepted(header)).toBeNull();
  });
});
