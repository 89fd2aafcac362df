import { describe, expect, it } from 'vitest';
import { GENERATED, isUpToDate } from './generate.ts';

describe('the generated files', () => {
  it.each(GENERATED)('$path is what `npm run generate` writes', (file) => {
    expect(isUpToDate(file)).toBe(true);
  });

  it('sees a file that differs', () => {
    const changed = { path: GENERATED[0]?.path ?? '', text: () => 'something else' };

    expect(isUpToDate(changed)).toBe(false);
  });

  it('sees a file that is missing', () => {
    expect(isUpToDate({ path: 'catalog/schema/missing.json', text: () => '' })).toBe(false);
  });
});
