import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FEATURES } from '../../../src/config/app-features.ts';
import { choices, enter, openOffice, order, post } from './office.ts';

describe('the choices', () => {
  it.each([
    ['publicUrl', 'conclave.example.com', 'Give an address without a path'],
    ['publicUrl', 'https://example.com/conclave', 'Give an address without a path'],
    ['publicUrl', 'http://127.0.0.1:3000', 'GitHub cannot reach it'],
    ['publicUrl', 'http://localhost', 'GitHub cannot reach it'],
    ['organisation', 'acme/../evil', 'letters, digits and single hyphens'],
    ['name', '', '1 to 34 characters'],
    ['name', 'x'.repeat(35), '1 to 34 characters'],
  ])('are asked for again when %s is %j', async (field, value, words) => {
    const office = await openOffice();

    const answer = await post(office, await enter(office), Object.entries({ ...choices, [field]: value }));

    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain(`id="${field}-fault"`);
    expect(page).not.toContain('name="manifest"');
  });

  it('keep what was ticked when a field is wrong', async () => {
    const office = await openOffice();
    const fields = [...Object.entries({ ...choices, name: '' }), ['features', 'incident-records'] as const];

    const page = await (await post(office, await enter(office), fields)).text();

    expect(page).toMatch(/id="incident-records"[^>]* checked>/);
    expect(page).not.toMatch(/id="backtest-command"[^>]* checked>/);
  });

  it('say why each optional part takes its permission, and put none off', async () => {
    const office = await openOffice();

    const page = await (await post(office, await enter(office), Object.entries({ ...choices, name: '' }))).text();

    for (const { id, title } of FEATURES) {
      expect(page).toContain(`<label for="${id}">${title} `);
      expect(page).toMatch(new RegExp(`id="${id}-why">[^<]{20,}</p>`));
    }
    expect(page).not.toContain('later version');
  });

  it('cannot become markup', async () => {
    const office = await openOffice();

    const { page, manifest } = await order(office, Object.entries({ ...choices, name: `"><script>'&` }));

    expect(page).not.toContain('<script');
    expect(manifest).toMatchObject({ name: `"><script>'&` });
  });

  it('are not taken where the keys could not be kept', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'conclave-setup-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'file'), '');
    const office = await openOffice({ home: join(folder, 'missing') });
    writeFileSync(office.home, 'a file stands where the folder belongs');

    const answer = await post(office, await enter(office), Object.entries(choices));

    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('Nothing was created');
  });

  it('are too long when they are longer than any form', async () => {
    const office = await openOffice();

    const answer = await post(office, await enter(office), [['name', 'x'.repeat(30_000)]]);

    expect(answer.status).toBe(413);
  });
});

describe('every page of setup', () => {
  it('runs no script, loads nothing, and posts nowhere else', async () => {
    const office = await openOffice();
    const cookie = await enter(office);

    const first = await fetch(`${office.app.url}/setup`, { headers: { cookie } });
    const second = await post(office, cookie, Object.entries(choices));

    expect(first.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(second.headers.get('content-security-policy')).toContain("form-action 'self' https://github.com;");
    expect(first.headers.get('cache-control')).toBe('no-store');
    for (const page of [await first.text(), await second.text()]) {
      expect(page).not.toMatch(/<script|\bon\w+=|<img|<link|url\(|@import/);
      expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    }
  });

  it('names every field and every box for those who cannot see it', async () => {
    const office = await openOffice();
    const cookie = await enter(office);

    const page = await (await fetch(`${office.app.url}/setup`, { headers: { cookie } })).text();

    const ids = [...page.matchAll(/<input type="(?:text|checkbox)" id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([
      'publicUrl',
      'organisation',
      'name',
      'backtest-command',
      'incident-records',
      'resolve-threads',
    ]);
    for (const id of ids) expect(page).toContain(`<label for="${id}">`);
    for (const [, list = ''] of page.matchAll(/aria-describedby="([^"]+)"/g))
      for (const id of list.split(' ')) expect(page).toContain(`id="${id}"`);
  });

  it.each([
    ['/setup/installed', 200],
    ['/setup/other', 404],
    ['/setup/callback/x', 404],
  ])('%s is answered with %i to everybody', async (path, status) => {
    const office = await openOffice();

    const answer = await fetch(`${office.app.url}${path}`);

    expect(answer.status).toBe(status);
  });
});
