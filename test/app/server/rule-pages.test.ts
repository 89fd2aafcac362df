import { describe, expect, it } from 'vitest';
import { startApp } from '../running-app.ts';

describe('the pages of the rules', () => {
  it('show a rule with its reason, its examples and how to mend it', async () => {
    const app = await startApp();

    const answer = await fetch(`${app.url}/rules/leak/backfill`);

    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('<h2>Why</h2>');
    expect(page).toContain('<h2>How to mend</h2>');
    expect(page).toContain('<code>leak/backfill</code>');
  });

  it('are listed', async () => {
    const app = await startApp();

    const page = await (await fetch(`${app.url}/rules/`)).text();

    expect(page).toContain('<a href="/rules/leak/backfill">');
    expect(page).toContain('<a href="/rules/sec/secret-literal">');
  });

  it.each(['/rules/leak', '/rules/leak/nothing', '/rules/leak/backfill/more', '/rules/<script>'])(
    'answer %s with words only',
    async (path) => {
      const app = await startApp();

      const answer = await fetch(`${app.url}${path}`);

      expect([answer.status, await answer.text()]).toEqual([404, 'There is no such rule here.\n']);
    },
  );

  it('are only read', async () => {
    const app = await startApp();

    expect((await fetch(`${app.url}/rules`, { method: 'POST' })).status).toBe(405);
  });
});
