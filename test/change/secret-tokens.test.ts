import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/change/secrets.ts';
import { drawn, privateKey } from './secret-pieces.ts';

const jwt = ['eyJ', drawn(30, 1), '.', 'eyJ', drawn(60, 2), '.', drawn(43, 3)].join('');

describe('a credential of a known shape', () => {
  it.each([
    ['aws-access-key', ['AK', 'IA', drawn(16, 1, 'capitals')]],
    ['aws-access-key', ['AS', 'IA', drawn(16, 2, 'capitals')]],
    ['github-token', ['gh', 'p_', drawn(36, 1)]],
    ['github-token', ['gh', 's_', drawn(36, 2)]],
    ['github-token', ['github', '_pat_', drawn(22, 1), '_', drawn(59, 2)]],
    ['gitlab-token', ['gl', 'pat-', drawn(20, 1)]],
    ['slack-token', ['xo', 'xb-', drawn(12, 1, 'digits'), '-', drawn(12, 2, 'digits'), '-', drawn(24, 3)]],
    ['slack-token', ['xa', 'pp-1-', drawn(11, 1, 'capitals'), '-', drawn(13, 2, 'digits'), '-', drawn(64, 3, 'hex')]],
    ['stripe-key', ['sk_', 'live_', drawn(24, 1)]],
    ['stripe-key', ['rk_', 'test_', drawn(24, 2)]],
    ['stripe-webhook-secret', ['whs', 'ec_', drawn(32, 1)]],
    ['google-api-key', ['AI', 'za', drawn(35, 1)]],
    ['google-oauth-secret', ['GOC', 'SPX-', drawn(28, 1)]],
    ['google-oauth-token', ['ya', '29.', drawn(80, 1)]],
    ['npm-token', ['np', 'm_', drawn(36, 1)]],
    ['pypi-token', ['py', 'pi-', drawn(150, 1)]],
    ['telegram-bot-token', [drawn(10, 1, 'digits'), ':', drawn(35, 2)]],
    ['anthropic-key', ['sk-', 'ant-api03-', drawn(93, 1)]],
    ['openai-key', ['sk-', 'proj-', drawn(48, 1)]],
    ['openai-key', ['s', 'k-', drawn(48, 2)]],
    ['hugging-face-token', ['h', 'f_', drawn(34, 1)]],
    ['groq-key', ['gs', 'k_', drawn(52, 1)]],
    ['sendgrid-key', ['SG', '.', drawn(22, 1), '.', drawn(43, 2)]],
    ['twilio-key', ['S', 'K', drawn(32, 1, 'hex')]],
    ['mailgun-key', ['ke', 'y-', drawn(32, 2, 'hex')]],
    ['digitalocean-token', ['dop', '_v1_', drawn(64, 1, 'hex')]],
    ['databricks-token', ['da', 'pi', drawn(32, 1, 'hex')]],
    ['shopify-token', ['shp', 'at_', drawn(32, 1, 'hex')]],
    ['docker-token', ['dckr', '_pat_', drawn(27, 1)]],
    ['grafana-token', ['gl', 'sa_', drawn(32, 1), '_', drawn(8, 1, 'hex')]],
    ['vault-token', ['hv', 's.', drawn(24, 1)]],
    ['json-web-token', [jwt]],
  ])('is removed wherever it stands: %s', (kind, pieces) => {
    const secret = pieces.join('');

    const { text, secrets } = redactSecrets('notes.md', `one\nuse ${secret}, please\nthree`);

    expect(text).toBe(`one\nuse [secret removed: ${kind}], please\nthree`);
    expect(secrets).toEqual([{ line: 2, kind }]);
  });

  it.each([
    [
      'slack-webhook',
      'https://hooks.slack.com/services/',
      `T${drawn(8, 1, 'capitals')}/B${drawn(8, 2, 'capitals')}/${drawn(24, 3)}`,
    ],
    ['discord-webhook', `https://discord.com/api/webhooks/${drawn(18, 1, 'digits')}/`, drawn(68, 1)],
    ['teams-webhook', 'https://acme.webhook.office.com/webhookb2/', `${drawn(36, 1, 'hex')}@${drawn(36, 2, 'hex')}`],
    ['signed-address', 'https://x.blob.core.windows.net/y?sv=2024&sig=', drawn(44, 1)],
    ['webhook', 'https://chat.example/hooks/', drawn(26, 1).toLowerCase()],
    ['bearer-token', 'Authorization: Bearer ', drawn(40, 1)],
    ['authorization', 'Authorization: Basic ', drawn(32, 2)],
  ])('is removed from an address or header: %s', (kind, before, secret) => {
    const { text } = redactSecrets('notes.md', `${before}${secret} and more`);

    expect(text).toBe(`${before}[secret removed: ${kind}] and more`);
  });

  it.each([
    ['behind an escaped line end', '"KEY\\n', '"'],
    ['behind an encoded sign', 'x?key%3D', '&y=1'],
    ['behind a sign', '=', ''],
  ])('is found %s', (_, before, behind) => {
    const secret = ['gh', 'o_', drawn(36, 4)].join('');

    const { text } = redactSecrets('x', `${before}${secret}${behind}`);

    expect(text).not.toContain(secret);
  });

  it.each([
    ['the example of a manual', ['AK', 'IAIOSFODNN7', 'EXAMPLE']],
    ['a row of crosses', ['gh', 'p_', 'x'.repeat(36)]],
    ['a class of a style sheet', ['s', 'k-', 'folding-cube-animation-loader']],
    ['letters inside a longer run', ['QUJD', 'AK', 'IA', drawn(16, 1, 'capitals'), 'RVNU']],
    ['a time and a name', ['1700000000', ':', 'the-quick-brown-fox-jumps-over-dogs']],
    ['a version', ['np', 'm_', 'config_registry_and_other_settings_here']],
  ])('is not seen in %s', (_, pieces) => {
    const text = `use ${pieces.join('')} here`;

    expect(redactSecrets('notes.md', text)).toEqual({ text, secrets: [] });
  });
});

describe('a private key', () => {
  it.each(['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '])('is replaced line by line and counted once: %s', (kind) => {
    const { text, secrets } = redactSecrets('id', `first\n${privateKey(kind)}\nlast`);

    expect(text.split('\n')).toEqual(['first', ...Array(6).fill('[secret removed: private-key]'), 'last']);
    expect(secrets).toEqual([{ line: 2, kind: 'private-key' }]);
  });

  it.each([
    ['indented', (line: string) => `    ${line}`],
    ['added by a diff', (line: string) => `+${line}`],
    ['quoted in a mail', (line: string) => `> ${line}`],
    ['joined from strings', (line: string) => `    "${line}\\n" +`],
  ])('is found when it is %s', (_, wrap) => {
    const key = privateKey('');

    const { text } = redactSecrets('x', key.split('\n').map(wrap).join('\n'));

    expect(key.split('\n').filter((line) => text.includes(line))).toEqual([]);
    expect(text.split('\n')).toHaveLength(6);
  });

  it('is found on one line, as JSON holds it, and nothing else of the line goes', () => {
    const key = `${privateKey('')}\n`.replaceAll('\n', '\\n');

    const { text } = redactSecrets('account.json', `{"private_key": "${key}", "client": "x"}`);

    expect(text).toBe('{"private_key": "[secret removed: private-key]\\n", "client": "x"}');
  });

  it.each([
    ['its end', (lines: readonly string[]) => lines.slice(0, -2)],
    ['its beginning', (lines: readonly string[]) => lines.slice(2)],
  ])('is found without %s', (_, cut) => {
    const lines = cut(privateKey('').split('\n'));

    const { text } = redactSecrets('x', ['before this', ...lines, 'behind this'].join('\n'));

    expect(text.split('\n')).toEqual([
      'before this',
      ...lines.map(() => '[secret removed: private-key]'),
      'behind this',
    ]);
  });

  it.each([
    ['a mention', 'if "-----BEGIN PRIVATE KEY-----" in text:\n    return text\nend = "-----END PRIVATE KEY-----"'],
    ['a gap to fill', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['a public key', privateKey('').replaceAll('PRIVATE', 'PUBLIC')],
    ['a certificate', privateKey('').replaceAll('PRIVATE KEY', 'CERTIFICATE')],
  ])('is not seen in %s', (_, text) => {
    expect(redactSecrets('x', text)).toEqual({ text, secrets: [] });
  });
});
