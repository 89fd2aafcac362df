import { describe, expect, it } from 'vitest';
import { RoutedDepth, RoutedSession } from '../../src/config/routing-words.ts';
import { Depth } from '../../src/routing/route.ts';
import { SessionType } from '../../src/routing/session-type.ts';

describe('the words of a configuration', () => {
  it('are those of a route', () => {
    expect(RoutedSession.options).toEqual(SessionType.options);
    expect(RoutedDepth.options).toEqual(Depth.options);
  });
});
