import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/change/secrets.ts';
import { drawn } from './secret-pieces.ts';

const key = drawn(32, 11);
const hex = drawn(64, 12, 'hex');
const password = ['h7Kq', '2vT9', 'zLm4'].join('');
const weak = ['hun', 'ter', '2'].join('');

/** Where the secret stands in a form. */
const gap = '§';

/** The form again, when exactly the secret in its gap was removed and reported on its line. */
function redactedForm(path: string, form: string, secret: string): string {
  const redacted = redactSecrets(
    path,
    form.replace(gap, () => secret),
  );
  const line = (form.split(gap)[0] ?? '').split('\n').length;
  const isReported = redacted.secrets.length === 1 && redacted.secrets[0]?.line === line;
  return isReported ? redacted.text.replace(/\[secret removed: [a-z-]+\]/, gap) : redacted.text;
}

describe('a key behind its name', () => {
  it.each([
    ['a.py', 'API_KEY = "§"'],
    ['a.py', "client = Client(api_key='§', timeout=3)"],
    ['a.py', 'token = b"§"'],
    ['a.py', 'secret = (\n    "§"\n)'],
    ['a.py', '    "apiSecret":\n        "§",'],
    ['a.py', "ccxt.binance({'apiKey': '§', 'secret': os.environ['X']})"],
    ['a.py', 'headers = {"X-MBX-APIKEY": "§"}'],
    ['a.py', 'wandb.login(key="§")'],
    ['a.py', 'api_key: SecretStr = SecretStr("§")'],
    ['a.py', 'if api_key == "§":'],
    ['a.ts', "const apiKey: string = '§';"],
    ['a.ts', 'const token = process.env.API_TOKEN ?? "§";'],
    ['a.ts', 'new Client({ clientSecret: `§` })'],
    ['a.go', 'apiToken := "§"'],
    ['a.rb', ':secret_key_base => "§"'],
    ['a.java', 'private static final String API_KEY = "§";'],
    ['a.rs', 'let api_key: &str = "§";'],
    ['a.json', '{"client_secret": "§"}'],
    ['a.json', '"{\\"secret\\": \\"§\\"}"'],
    ['a.ipynb', '    "api_key = \\"§\\"\\n",'],
    ['a.yaml', '  - api_key: § # prod'],
    ['a.toml', 'token = "§"'],
    ['.npmrc', '//registry.example.org/:_authToken=§'],
    ['.env', 'MISTRAL_API_KEY=§'],
    ['a.sh', 'curl -H "X-API-Key: §" https://x.io'],
    ['a.md', 'tool --token § --verbose'],
    ['a.md', 'API key: §'],
    ['a.md', '| API key | `§` |'],
    ['a.md', 'https://api.x.io/v1?api_key=§&x=1'],
    ['a.diff', '+    api_key="§",'],
    ['settings.py', "SECRET_KEY = '§'"],
    ['a.py', 'OPENAI_KEY="§"'],
    ['a.py', 'DEEPSEEK_API_KEY = "§"'],
  ])('is removed: %s %j', (path, form) => {
    expect(redactedForm(path, form, key)).toBe(form);
  });

  it.each([
    ['a.py', 'EXCHANGE_API_SECRET = "§"'],
    ['a.py', 'PRIVATE_KEY = "0x§"'],
    ['hardhat.config.js', 'accounts: [process.env.PRIVATE_KEY || "§"]'],
    ['notes.md', 'EXCHANGE_API_SECRET=§'],
    ['a.yml', 'api_secret: §'],
  ])('is removed when it is a number in sixteens: %s %j', (path, form) => {
    const text = form.replace(gap, hex);

    expect(redactSecrets(path, text).text).not.toContain(hex);
  });

  it.each([
    ['base 64', 'KRAKEN_PRIVATE_KEY="§"', `${drawn(40, 1)}+${drawn(22, 2)}/${drawn(22, 3)}==`],
    [
      'base 64 in a longer text',
      '"AccountName=x;AccountKey=§;EndpointSuffix=core"',
      `/${drawn(60, 1)}/${drawn(22, 2)}==`,
    ],
    [
      'the words of a wallet',
      'MNEMONIC = "§"',
      'legal winner thank year wave sausage worth useful legal winner thank yellow',
    ],
  ])('is removed when it is %s', (_, form, secret) => {
    expect(redactedForm('a.py', form, secret)).toBe(form);
  });
});

describe('a password behind its name', () => {
  it.each([
    ['a.py', 'self.password: str = "§"'],
    ['a.py', 'password: str = Field(default="§", description="of the ledger")'],
    ['a.py', 'def connect(host, password="§"):'],
    ['a.py', 'os.environ["DB_PASSWORD"] = "§"'],
    ['a.py', 'password = os.environ.get("DB_PASSWORD", "§")'],
    ['a.py', 'password = os.environ.get("P") or "§"'],
    ['a.py', 'user, password = "ledger", "§"'],
    ['a.py', 'session.auth=("user", "§")'],
    ['a.py', '"host=db user=x password=§ dbname=y"'],
    ['a.py', 'passphrase="§"'],
    ['a.cs', '"Server=db;User Id=sa;Password=§;"'],
    ['a.php', "define('DB_PASSWORD', '§');"],
    ['a.ts', '{ user: "x", pass: "§" }'],
    ['a.yml', '  password: §'],
    ['a.yml', 'env:\n  - name: DB_PASSWORD\n    value: §'],
    ['compose.yml', '      - POSTGRES_PASSWORD=§'],
    ['a.yml', 'password: >-\n  §'],
    ['a.ini', 'password = §'],
    ['a.properties', 'spring.datasource.password=§'],
    ['.netrc', 'machine a.b login x password §'],
    ['a.tf', 'variable "db_password" {\n  default = "§"\n}'],
    ['a.json', '{"name": "DB_PASSWORD", "value": "§"}'],
    ['a.xml', '<password>§</password>'],
    ['a.sql', "CREATE USER x WITH PASSWORD '§';"],
    ['Dockerfile', 'ENV DB_PASSWORD §'],
    ['a.sh', 'export PGPASSWORD=§'],
    ['a.sh', 'mysql --user x --password=§ db'],
    ['a.sh', 'curl -u user:§ https://x.io'],
    ['a.sh', 'docker run -e DB_PASSWORD=§ image'],
    ['.env', "export DB_PASS='§'"],
    ['notes.md', 'Password: `§`'],
    ['a.py', 'https://user:§@host.io/x'],
    ['a.py', 'url = f"postgresql+asyncpg://u:§@{host}/x"'],
    ['a.py', 'redis://:§@cache:6379/0'],
  ])('is removed, also a weak one: %s %j', (path, form) => {
    expect(redactedForm(path, form, password)).toBe(form);
    expect(redactedForm(path, form, weak)).toBe(form);
  });

  it.each([
    ['a.sh', `echo \${DB_PASSWORD:-§}`],
    ['a.md', 'The password is § for now'],
    ['a.md', '# old password: §'],
    ['a.py', 'client.set_password("§")'],
  ])('is removed where it could be a word, if it is none: %s %j', (path, form) => {
    expect(redactedForm(path, form, password)).toBe(form);
    expect(redactSecrets(path, form.replace(gap, 'margin')).secrets).toEqual([]);
  });

  it.each([
    ['postgres://ledger:§@db/x', `${password}/a#b?c`],
    ['amqp://ledger:§@mq', `p@${password}`],
  ])('goes alone out of an address with unencoded marks: %s', (form, secret) => {
    expect(redactedForm('a.py', form, secret)).toBe(form);
  });

  it('is any word in an environment file, but not in an example of one', () => {
    const text = 'DB_PASSWORD=letmein\nLOG_LEVEL=info\n';

    expect(redactSecrets('deploy/.env.production', text).text).toBe(
      'DB_PASSWORD=[secret removed: password]\nLOG_LEVEL=info\n',
    );
    expect(redactSecrets('.env.example', text).secrets).toEqual([]);
  });
});
