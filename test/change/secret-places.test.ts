import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/change/secrets.ts';
import { drawn } from './secret-pieces.ts';

const random = drawn(40, 21);
const hex = drawn(64, 22, 'hex');
const password = ['h7Kq', '2vT9', 'zLm4'].join('');

/** Where the secret stands in a form. */
const gap = '§';

function redactedForm(path: string, form: string, secret: string): string {
  const { text, secrets } = redactSecrets(
    path,
    form.replace(gap, () => secret),
  );
  return secrets.length === 1 ? text.replace(/\[secret removed: [a-z-]+\]/, gap) : text;
}

describe('a password in a command or statement', () => {
  it.each([
    "CREATE USER x IDENTIFIED BY '§';",
    "ALTER USER x IDENTIFIED WITH caching_sha2_password BY '§'",
    'mysql -u root -p§ ledger',
    'mysqldump -uroot -p§ ledger > x.sql',
    'redis-cli -h cache -a § ping',
    'openssl enc -aes-256-cbc -k § -in x',
    'openssl rsa -in x -passin pass:§',
    'echo § | docker login -u x --password-stdin',
    `printf '%s' "§" | helm registry login ghcr.io --password-stdin`,
    'docker login --password-stdin <<< "§"',
    'docker login -u x -p § ghcr.io',
  ])('is removed: %s', (form) => {
    expect(redactedForm('a.sh', form, password)).toBe(form);
  });

  it.each([
    'mysql -u root -p ledger',
    `mysql -p"$MYSQL_PASSWORD" db`,
    'docker run --name mysql -p3306:3306 mysql:8.4',
    'docker run -p 127.0.0.1:6379:6379 redis',
    'redis-cli -a "$REDIS_PASSWORD" ping',
    'openssl rsa -passin env:KEY_PASS2 -in x',
    'openssl enc -pass file:/run/secrets/db1',
    `echo "$TOKEN" | docker login -u x --password-stdin`,
    "CREATE USER x IDENTIFIED BY '<password>'",
  ])('is not seen in: %s', (text) => {
    expect(redactSecrets('a.sh', text).secrets).toEqual([]);
  });
});

describe('a token as the user of an address', () => {
  it.each(['git+https://§@github.com/acme/x', 'https://§:x-oauth-basic@github.com/x', 'https://§:@api.acme.io/v1'])(
    'is removed: %s',
    (form) => {
      expect(redactSecrets('a.py', form.replace(gap, random)).text).not.toContain(random);
    },
  );

  it.each([
    'ssh://git@github.com/acme/x',
    'https://continuous-integration@dev.azure.com/acme',
    `https://${drawn(32, 1, 'hex')}@o1234.ingest.sentry.io/5678`,
  ])('is not seen in: %s', (text) => {
    expect(redactSecrets('a.py', text).secrets).toEqual([]);
  });
});

describe('a value written in a special way', () => {
  it.each([
    ['a.yml', 'password: &main §'],
    ['a.yml', 'password: !!str §'],
    ['a.yml', 'password: &main !!str §'],
    ['a.toml', 'password = """\n§"""'],
    ['a.py', "PASSWORD = '''\n  §\n'''"],
    ['a.py', 'PASSWORD = """\\\n§\\\n"""'.replace('§\\', '§')],
  ])('is removed: %s %j', (path, form) => {
    expect(redactedForm(path, form, password)).toBe(form);
  });

  it.each([
    ['a.yml', 'password: !Ref DatabasePassword2'],
    ['a.yml', 'password: *main'],
    ['a.py', 'password = """\nEnter the password of db2.\n"""'],
  ])('is not seen in: %s %j', (path, text) => {
    expect(redactSecrets(path, text).secrets).toEqual([]);
  });

  it.each(['example', '...', 'EXAMPLE'])('is removed when chance has put %j inside', (mark) => {
    const secret = `${drawn(20, 1)}${mark}${drawn(20, 2)}`;

    expect(redactedForm('a.py', 'API_KEY = "§"', secret)).toBe('API_KEY = "§"');
  });

  it.each([
    `${drawn(20, 1)}...`,
    `${drawn(8, 1)}...${drawn(4, 2)}`,
    `${drawn(30, 2)}EXAMPLE`,
    `example-${drawn(20, 1)}`,
  ])('is kept when a manual shortens it or says so: %s', (value) => {
    expect(redactSecrets('a.py', `API_KEY = "${value}"`).secrets).toEqual([]);
  });
});

describe('a key of an account', () => {
  it.each([
    'Account.from_key("§")',
    "privateKeyToAccount('§')",
    'new ethers.Wallet("§", provider)',
    'account = "§"',
    'accounts: ["§"]',
    'PRIVATE: "§"',
  ])('is removed: %s', (form) => {
    expect(redactedForm('a.ts', form, `0x${hex}`)).toBe(form);
  });

  it.each([`tx = "0x${hex}"`, `account_hash = "0x${hex}"`, `block(root="0x${hex}")`, `sha256("${hex}")`])(
    'is not seen in: %s',
    (text) => {
      expect(redactSecrets('a.ts', text).secrets).toEqual([]);
    },
  );
});

describe('a file of credentials', () => {
  it.each([
    ['.pgpass', 'db.host:5432:*:ledger:§', 'letmein'],
    ['home/x/.pgpass', '# host:port:database:user:password\n*:*:*:ledger:§', password],
    ['conf/.htpasswd', 'joe:§', `$apr1$abcdefgh$${drawn(22, 1)}`],
    ['htpasswd', 'joe:§', `$2y$10$${drawn(53, 1)}`],
    ['.env', 'BINANCE=§', random],
    ['.env.production', 'LOG=info\nexport OPENAI_PROD="§"', random],
  ])('tells what its lines hold: %s %s', (path, form, secret) => {
    expect(redactedForm(path, form, secret)).toBe(form);
  });

  it.each([
    ['notes.md', 'db.host:5432:*:ledger:letmein'],
    ['.env.example', `BINANCE=${random}`],
    ['.env', 'BINANCE=enabled\nPOLYGON=https://api.polygon.io/v3'],
    ['.pgpass', '*:*:*:ledger:<password>'],
  ])('says nothing about other lines and files: %s %s', (path, text) => {
    expect(redactSecrets(path, text).secrets).toEqual([]);
  });
});
