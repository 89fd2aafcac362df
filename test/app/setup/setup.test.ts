import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAppSettings } from '../../../app/settings.ts';
import { appFilePath } from '../../../src/adapters/installation/app-file.ts';
import { deliver, privateKey, pullRequest, type RunningApp } from '../running-app.ts';
import { choices, comeBack, enter, openOffice, order, post } from './office.ts';

describe('setup', () => {
  it('leads from the printed address to an app with its credentials kept', async () => {
    const office = await openOffice();

    const { action, manifest, state } = await order(office, [
      ...Object.entries(choices),
      ['features', 'backtest-command'],
    ]);
    const last = await comeBack(office, state);

    expect(action).toMatch(/^https:\/\/github\.com\/organizations\/acme\/settings\/apps\/new\?state=[0-9a-f]{64}$/);
    expect(manifest).toMatchObject({ name: 'Conclave Acme', public: false, default_permissions: { actions: 'write' } });
    expect(last.status).toBe(200);
    expect(await last.text()).toContain('href="https://github.com/apps/conclave-acme/installations/new"');
    expect(office.codes).toEqual(['code-1']);
    expect(statSync(appFilePath(office.home)).mode & 0o777).toBe(0o600);
    const settings = readAppSettings({ CONCLAVE_HOME: office.home });
    expect(settings).toMatchObject({ features: ['backtest-command'], publicUrl: 'https://conclave.example.com' });
    expect(settings.credentials).toEqual({
      appId: 4_711,
      privateKey,
      webhookSecret: 'made-by-github-1',
      signIn: { clientId: 'Iv1.abc', clientSecret: 'made-by-github-2' },
      slug: 'conclave-acme',
    });
    expect(office.configured).toEqual([
      { credentials: settings.credentials, features: settings.features, publicUrl: settings.publicUrl },
    ]);
  });

  it('lets the server go on without a restart', async () => {
    const opening = Promise.withResolvers<RunningApp>();
    const office = await openOffice({
      onConfigured: async () => {
        const app = await opening.promise;
        await app.openWebhooks(app.door());
      },
    });
    opening.resolve(office.app);

    const before = await deliver(office.app, pullRequest);
    await comeBack(office, (await order(office)).state);
    const after = await deliver(office.app, pullRequest);

    expect([before.status, after.status]).toEqual([503, 200]);
  });

  it('posts to the own account when no organisation is named, and to the GitHub of the settings', async () => {
    const office = await openOffice({ environment: { GITHUB_URL: 'https://github.example.com' } });

    const { action } = await order(office, Object.entries({ ...choices, organisation: '' }));

    expect(action).toMatch(/^https:\/\/github\.example\.com\/settings\/apps\/new\?state=/);
  });

  it('takes the public address of the settings and asks for none', async () => {
    const office = await openOffice({ environment: { CONCLAVE_PUBLIC_URL: 'https://set.example.com' } });
    const local = { ...office, invitation: office.invitation.replace('https://set.example.com', office.app.url) };

    const { manifest } = await order(local, Object.entries({ ...choices, publicUrl: 'https://other.example.com' }));

    expect(office.invitation).toMatch(/^https:\/\/set\.example\.com\/setup\?token=/);
    expect(manifest).toMatchObject({ url: 'https://set.example.com' });
  });
});

describe('who may set up', () => {
  it('is the one browser that opens the invitation: a second one is refused', async () => {
    const office = await openOffice();

    const first = await fetch(office.invitation, { redirect: 'manual' });
    const second = await fetch(office.invitation, { redirect: 'manual' });

    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/setup');
    expect(first.headers.get('set-cookie')).toMatch(/; Path=\/setup; HttpOnly; SameSite=Lax$/);
    expect(second.status).toBe(403);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['no token', ''],
    ['an empty token', '?token='],
    ['another token', `?token=${'0'.repeat(64)}`],
  ])('is nobody with %s', async (_what, query) => {
    const office = await openOffice();

    const answer = await fetch(`${office.app.url}/setup${query}`, { redirect: 'manual' });

    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('printed when it started');
  });

  it.each(['', 'conclave_setup=', `conclave_setup=${'0'.repeat(64)}`])(
    'is nobody with the cookie %j',
    async (cookie) => {
      const office = await openOffice();
      await enter(office);

      const shown = await fetch(`${office.app.url}/setup`, { headers: { cookie } });
      const posted = await post(office, cookie, Object.entries(choices));

      expect([shown.status, posted.status]).toEqual([403, 403]);
    },
  );

  it('is nobody once credentials exist: setup says so and changes nothing', async () => {
    const office = await openOffice({
      environment: { GITHUB_APP_ID: '7', GITHUB_PRIVATE_KEY: privateKey, GITHUB_WEBHOOK_SECRET: 'sesame-5f1c' },
    });

    const shown = await fetch(`${office.app.url}/setup?token=x`);
    const posted = await post(office, '', Object.entries(choices));
    const returned = await comeBack(office, 'x');

    expect([shown.status, posted.status, returned.status]).toEqual([200, 409, 409]);
    expect(await shown.text()).toContain('set up already');
    expect(office.invitation).toBe('');
    expect(office.codes).toEqual([]);
    expect(existsSync(appFilePath(office.home))).toBe(false);
  });
});
