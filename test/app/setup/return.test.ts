import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readAppSettings } from '../../../app/settings.ts';
import { appFilePath } from '../../../src/adapters/installation/app-file.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { comeBack, converted, openOffice, order } from './office.ts';

describe('the return from GitHub', () => {
  it.each([
    ['with a state that nobody gave', 'f'.repeat(64), 'code-1'],
    ['without a state', '', 'code-1'],
  ])('is refused %s', async (_what, state, code) => {
    const office = await openOffice();
    await order(office);

    const answer = await comeBack(office, state, code);

    expect(answer.status).toBe(400);
    expect(office.codes).toEqual([]);
    expect(existsSync(appFilePath(office.home))).toBe(false);
  });

  it.each(['', '../../user', 'a b', 'x'.repeat(201)])('is refused with the code %j', async (code) => {
    const office = await openOffice();
    const { state } = await order(office);

    const answer = await comeBack(office, state, code);

    expect(answer.status).toBe(400);
    expect(office.codes).toEqual([]);
  });

  it('is refused after an hour', async () => {
    const office = await openOffice();
    const { state } = await order(office);

    office.pass(3_600_000);
    const answer = await comeBack(office, state);

    expect(answer.status).toBe(400);
    expect(office.codes).toEqual([]);
  });

  it('works once, also when it comes twice at the same time', async () => {
    const converting = Promise.withResolvers<typeof converted>();
    const office = await openOffice({ convert: () => converting.promise });
    const { state } = await order(office);

    const first = comeBack(office, state);
    while (office.codes.length === 0) await sleep(5);
    const second = await comeBack(office, state);
    converting.resolve(converted);
    const third = await first.then(() => comeBack(office, state));

    expect([(await first).status, second.status, third.status]).toEqual([200, 400, 409]);
    expect(office.codes).toEqual(['code-1']);
  });

  it('may be tried again when GitHub did not answer', async () => {
    const answers = [
      () => Promise.reject(new AppError('outside-failed', 'GitHub answered 503', { where: 'https://api.github.com' })),
      () => Promise.resolve(converted),
    ];
    const tooOften = () => Promise.reject(new Error('asked too often'));
    const office = await openOffice({ convert: () => (answers.shift() ?? tooOften)() });
    const { state } = await order(office);

    const first = await comeBack(office, state);
    const second = await comeBack(office, state);

    expect([first.status, second.status]).toEqual([502, 200]);
    expect(await first.text()).toContain('GitHub answered 503');
  });

  it('says what to do when the keys cannot be kept', async () => {
    const office = await openOffice({ convert: async () => ({ ...converted, pem: 'no key' }) });
    const { state } = await order(office);

    const answer = await comeBack(office, state);

    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('Delete it there');
    expect(existsSync(appFilePath(office.home))).toBe(false);
  });

  it('keeps the keys when the app cannot go on with them, and says so', async () => {
    const office = await openOffice({ onConfigured: () => Promise.reject(new Error('no database')) });
    const { state } = await order(office);

    const answer = await comeBack(office, state);

    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('setup need not be repeated');
    expect(readAppSettings({ CONCLAVE_HOME: office.home }).credentials?.appId).toBe(4_711);
  });

  it('leaves no secret in pages and log', async () => {
    const office = await openOffice();
    const { page, state } = await order(office);

    const last = await (await comeBack(office, state)).text();

    for (const secret of ['made-by-github-1', 'made-by-github-2', 'BEGIN RSA'])
      expect(`${page}${last}${office.lines.join('')}`).not.toContain(secret);
  });
});
