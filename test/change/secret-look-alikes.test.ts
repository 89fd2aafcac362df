import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/change/secrets.ts';
import { drawn } from './secret-pieces.ts';

const commit = drawn(40, 1, 'hex');
const digest = drawn(64, 2, 'hex');

describe('what only looks like a credential', () => {
  it.each([
    ['placeholders', `api_key = "<your-api-key>"\nsecret = "\${EXCHANGE_API_SECRET}"\npassword: {{ vault.password }}`],
    [
      'placeholders in words',
      'password = "changeme"\ntoken = "your-key-here"\nsecret = "xxxxxxxxxxxxxxxxxxxx"\napi_key="..."',
    ],
    [
      'templates',
      'password=f"{user}-{suffix}"\ntoken = "%s"\nurl = "https://{user}:{password}@host"\npwd: $(cat /run/pw)',
    ],
    [
      'look-ups',
      'password = os.environ["DB_PASSWORD_2024"]\nconst token = process.env.API_TOKEN_V2;\nkey = getenv("API_KEY")',
    ],
    [
      'settings of a workflow',
      `env:\n  TOKEN: \${{ secrets.DEPLOY_TOKEN }}\nsecrets: inherit\npermissions:\n  id-token: write`,
    ],
    [
      'names of variables and headers',
      'API_KEY_ENV = "EXCHANGE_API_KEY_2"\napi_key = "X-MBX-APIKEY"\npassword = "DB_PASSWORD"',
    ],
    ['paths', 'password_file = "/run/secrets/db1"\npassword = "/run/secrets/db1"\nsecret = "secret/data/exchange-2"'],
    [
      'places in a vault',
      'secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:exchange"\nsecret: vault:kv/app#token2',
    ],
    [
      'fields and attributes',
      'password = form["password2"]\npassword = config.db.password2\ntoken = tokens[0]\nsecret = read_v2()',
    ],
    ['questions', 'password = getpass("Password: ")\nlabel = {"password": "Enter at least 8 signs, please"}'],
    [
      'plain words',
      'token = "close"\npassword_field = "password"\nauth = "basic"\npassword = "password"\ntoken: bearer',
    ],
    ['coins', 'BASE_TOKEN = "SOL"\nquote_token = "So11111111111111111111111111111111111111112"\ntoken = "BTC/USDT"'],
    ['public addresses', 'token = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"'],
    ['special tokens', 'pad_token = "<pad>"\neos_token="<|endoftext|>"\nunk_token = "[UNK]"\nnext_token = "▁the"'],
    ['tokenizers', 'tokenizer = "meta-llama/Llama-3.1-8B-Instruct"\nmax_tokens = "4096"\ntokens_per_second: 1200000'],
    ['ids of tests', 'api_key = "test-key-123"\ntoken="tok_visa"\nsecret = "my-secret-name"\npassword = "test123"'],
    [
      'commits and digests',
      `commit = "${commit}"\nsha256: ${digest}\npassword_hash = "${digest}"\ntoken_sha = "${commit}"`,
    ],
    ['digests as crypt writes them', `password = "$2b$12$${drawn(53, 1)}"\nsecret = "sha256:${digest}"`],
    ['lock files', `"node_modules/js-tokens": {\n  "version": "4.0.0",\n  "integrity": "sha512-${drawn(86, 1)}=="\n}`],
    ['yarn lock files', `js-tokens@^4.0.0:\n  resolved "https://r.io/js-tokens-4.0.0.tgz#${commit}"`],
    ['UUIDs', 'secret = "9491d710-3185-4e06-bea0-6a2f275345e0"\ntoken: 9491d710-3185-4e06-bea0-6a2f275345e0'],
    ['times', 'token = "2026-11-20T10:45:00.000Z"\npassword_changed = "2026-11-20"'],
    ['public keys', `public_key = "${drawn(44, 1)}"\nstripe_publishable_key: pk_${drawn(10, 2)}`],
    ['pages of a list', `next_page_token = "${drawn(32, 1)}"\ncontinuation_token="${drawn(32, 2)}"`],
    [
      'addresses without a password',
      'https://example.com:8080/a@b\npostgresql://ledger@pg:5432/x\ngit@github.com:acme/x.git',
    ],
    [
      'addresses with a word for one',
      `https://user:password@host/x\npostgres://postgres:postgres@localhost/x\nredis://:\${PASS}@h`,
    ],
    ['regular expressions', 'password = r"^(?=.*[A-Z])\\w{8,}$"\nr"(password|secret|token2)|x"'],
    ['selectors', 'password: "#login-pw2"\npassword = "input[name=pw2]"'],
    ['types', 'password: string;\ntoken: Token2;\napi_key: Optional[str] = None\nsecret: varchar(255)'],
    ['other arguments of a call', `token = create(run="${digest}", step=3)`],
    ['prose', 'A token is the smallest unit; the password is kept in the vault, and the secret was rotated.'],
    [
      'descriptions',
      `secret_name = "exchange-api-1"\ntoken_url = "https://auth.x.io/v1"\ntoken_address = "${drawn(44, 3)}"`,
    ],
  ])('is kept: %s', (_, text) => {
    expect(redactSecrets('src/a.py', text)).toEqual({ text, secrets: [] });
    expect(redactSecrets('deploy/a.yml', text)).toEqual({ text, secrets: [] });
  });

  it('is kept in an environment file too', () => {
    const text = [
      'DB_PASSWORD=',
      `API_KEY=\${VAULT_KEY}`,
      'TOKEN_LIMIT=4096',
      'AUTH_HEADER=X-Auth-2',
      'SECRET_PATH=/run/secrets/x1',
      'BASE_TOKEN=USDC',
      'DB_PASSWORD=changeme',
      'PWD=/home/app',
    ].join('\n');

    expect(redactSecrets('.env', text)).toEqual({ text, secrets: [] });
  });
});
