import { describe, expect, it } from 'vitest';
import { pageMarkup } from '../../../src/kernel/markdown/page-markup.ts';

describe('the markup of a page', () => {
  it('draws headings, code and tables', () => {
    const markup = pageMarkup('# A\n\n`b`\n\n| c |\n|---|\n| d |\n');

    expect(markup).toContain('<h1>A</h1>');
    expect(markup).toContain('<code>b</code>');
    expect(markup).toContain('<td>d</td>');
  });

  it('lets no markup and no address through that could act', () => {
    const markup = pageMarkup('<img src=x onerror=alert(1)> [a](javascript:alert(1)) <script>x</script>');

    expect(markup).not.toMatch(/<(?:img|script)|javascript:/);
  });
});
