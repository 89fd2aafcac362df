import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { redactSecrets } from '../../src/change/secrets.ts';
import { drawn, privateKey } from './secret-pieces.ts';

const fixture = process.env.CASES_HOSTILE_TEXT ?? join(import.meta.dirname, '../fixtures/cases/hostile-text.json');
const HostileTexts = z.object({
  cases: z.array(
    z.object({ id: z.string(), kind: z.string(), text: z.string(), secrets: z.array(z.string()).optional() }),
  ),
});
const { cases } = HostileTexts.parse(JSON.parse(readFileSync(fixture, 'utf8')));
const withSecrets = cases.filter(({ secrets }) => secrets !== undefined);
const withoutSecrets = cases.filter(({ secrets }) => secrets === undefined);

const containsSecret = (text: string) => redactSecrets('', text).secrets.length > 0;

describe('a hostile text', () => {
  it('was really read, with secrets and without', () => {
    expect(withSecrets.length).toBeGreaterThan(0);
    expect(withoutSecrets.length).toBeGreaterThan(0);
  });

  it.each(withSecrets)('$id keeps none of its secrets, whatever file it stands in', ({ text, secrets }) => {
    for (const path of ['', 'notes.md', 'src/a.py', '.env', 'a.yml']) {
      const redacted = redactSecrets(path, text);

      expect(secrets?.filter((secret) => redacted.text.includes(secret))).toEqual([]);
      expect(redacted.secrets).not.toEqual([]);
    }
  });

  it.each(withoutSecrets)('$id without a secret stays as it is', ({ text }) => {
    expect(redactSecrets('notes.md', text)).toEqual({ text, secrets: [] });
  });
});

/** Pieces of which secrets, placeholders and what stands around them are made; in any order. */
const pieces = [
  ...['password', 'api_key', 'token', 'DB_PASSWORD=', 'os.getenv(', 'or ', 'value', 'Bearer ', 'curl -u a:', 'auth=('],
  ...['=', ': ', '=>', '(', ')', ',', '{', '}', '|', '<', '>', '--', '; ', ' ', '\n', '"', "'", '`', '\\n', '\\"'],
  ...[
    ' + ',
    '"""',
    '"""\n',
    '&a ',
    'mysql -p',
    'echo ',
    ' | docker login --password-stdin',
    'account = ',
    '0x',
    'example',
    '...',
  ],
  ...['postgres', '://u:', '@host', 'word', '[secret removed: password]', '[secret removed: '],
  ...[drawn(12, 1), drawn(32, 2), drawn(64, 3, 'hex'), ['gh', 'p_', drawn(36, 4)].join(''), privateKey('')],
  ...['AK', 'IA'].map((half) => half + drawn(16, 5, 'capitals')),
];
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join(''));
const paths = fc.constantFrom('', 'a.py', '.env', 'deploy/a.yml', 'notes.md', '.pgpass', '.htpasswd');

describe('redactSecrets', () => {
  it('says in order on which lines which secrets stood', () => {
    const text = `one\nurl = "postgres://u:${drawn(12, 1)}@db/x"\n\nAPI_KEY = "${drawn(32, 2)}"\n`;

    expect(redactSecrets('a.py', text)).toEqual({
      text: 'one\nurl = "postgres://u:[secret removed: password]@db/x"\n\nAPI_KEY = "[secret removed: api-key]"\n',
      secrets: [
        { line: 2, kind: 'password' },
        { line: 4, kind: 'api-key' },
      ],
    });
  });

  it('names the kind by the shape when name and shape both tell', () => {
    const token = ['gh', 'p_', drawn(36, 1)].join('');

    expect(redactSecrets('a.py', `token = "${token}"`).text).toBe('token = "[secret removed: github-token]"');
  });

  it('finds several secrets on one line', () => {
    const text = `login(user="x", password="${drawn(12, 1)}", api_key="${drawn(32, 2)}")`;

    expect(redactSecrets('a.py', text).text).toBe(
      'login(user="x", password="[secret removed: password]", api_key="[secret removed: api-key]")',
    );
  });

  it('keeps the number of lines, leaves nothing to redact, and changes nothing a second time', () => {
    fc.assert(
      fc.property(paths, texts, (path, text) => {
        const once = redactSecrets(path, text);

        expect(once.text.split('\n')).toHaveLength(text.split('\n').length);
        expect(redactSecrets(path, once.text)).toEqual({ text: once.text, secrets: [] });
        expect(containsSecret(once.text)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('changes a text exactly when it reports a secret', () => {
    fc.assert(
      fc.property(paths, texts, (path, text) => {
        const redacted = redactSecrets(path, text);

        expect(redacted.text === text).toBe(redacted.secrets.length === 0);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves any text alone that no person or machine wrote as a credential', () => {
    fc.assert(
      fc.property(fc.lorem({ mode: 'sentences' }), (text) => {
        expect(redactSecrets('notes.md', text)).toEqual({ text, secrets: [] });
      }),
    );
  });

  it('reads a line of any length', () => {
    const text = `${'password='.repeat(20_000)}"${drawn(32, 1)}"`;

    expect(redactSecrets('a.js', text).text.endsWith('"[secret removed: password]"')).toBe(true);
  });
});

describe('a text without a path', () => {
  it.each([
    ['a numbered line of a dossier', `+  12 | password = "${drawn(12, 1)}"`, true],
    ['a message of a log', `request failed: Authorization: Bearer ${drawn(40, 2)}`, true],
    ['a redacted line', '+  12 | password = "[secret removed: password]"', false],
    ['a line about secrets', '+  12 | password = read_secret("exchange")', false],
  ])('tells %s', (_, text, expected) => {
    expect(containsSecret(text)).toBe(expected);
  });
});
