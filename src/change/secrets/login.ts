import { type Expectation, isCredential } from './credential.ts';
import type { SecretSpan } from './span.ts';

/** An address with a user's name and password; the password ends at the last `@` before the host. */
const addresses =
  /(?<=[a-z0-9]):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<secret>[^\s/?#"'`<>\\]{1,256})@(?=[\w[$({%-])/dgi;

/** The same for databases and brokers, whose passwords people paste without encoding `/`, `?` and `#`. */
const databases =
  /(?<=postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|snowflake|\+\w{1,20}):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<secret>[^\s"'`<>\\]{1,256})@(?=[\w[$({%-])/dgi;

/** A token where the name of a user would stand: `https://token@host`, `https://token:x-oauth-basic@host`. */
const users =
  /(?<=[a-z0-9]):\/\/(?<secret>[^\s/?#:@"'`<>\\]{16,256})(?::[^\s/?#:@"'`<>\\]{0,128})?@(?<host>[\w[$({%-][^\s"'`<>]{0,80})/dgi;

const bare = '[^\\s"\'`;|&<>]{3,256}';
const commands: readonly RegExp[] = [
  /\bcurl\b[^\n]{0,400}?\s(?:-u|--user)[ =]?["']?(?<user>[^\s:"']{1,128}):(?<secret>[^\s"']{3,256})/dg,
  /\bsshpass\s+-p\s*["']?(?<secret>[^\s"']{3,256})/dg,
  new RegExp(
    `\\b(?:mysql|mariadb)(?:-?(?:dump|admin|import|check|show|sh))?\\b[^\\n|;]{0,200}?\\s-p["']?(?<secret>${bare})`,
    'dg',
  ),
  new RegExp(`\\bredis-cli\\b[^\\n|;]{0,200}?\\s(?:-a|--pass)[ =]["']?(?<secret>${bare})`, 'dg'),
  new RegExp(
    `\\bopenssl\\b[^\\n|;]{0,200}?\\s-(?:[kK]|pass(?:in|out)?)[ \\t]+["']?(?:pass:)?(?!(?:env|file|fd):)(?<secret>${bare})`,
    'dg',
  ),
  new RegExp(
    `\\b(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|helm registry)[ \\t]+(?:auth[ \\t]+)?login\\b[^\\n|;]{0,200}?\\s-p[ =]?["']?(?<secret>${bare})`,
    'dg',
  ),
  new RegExp(
    `\\b(?:echo|printf)[ \\t]+(?:-\\w+[ \\t]+)?(?:["']?%s(?:\\\\n)?["']?[ \\t]+)?["']?(?<secret>${bare})["']?[ \\t]*\\|[^\\n|]{0,200}(?:--password-stdin|--with-token)\\b`,
    'dg',
  ),
  new RegExp(`--password-stdin[ \\t]*<<<[ \\t]*["']?(?<secret>${bare})`, 'dg'),
];

/** A user's name and password side by side in programs and statements: `auth=("user", "password")`. */
const logins: readonly RegExp[] = [
  /(?:\bauth\s{0,4}=\s{0,4}|BasicAuth)\(\s{0,40}["'](?<user>[^"'\n]{0,128})["'],\s{0,40}["'](?<secret>[^"'\s]{3,256})["']/dg,
  /\bIDENTIFIED\s{1,40}(?:WITH\s{1,40}["'`]?\w{1,64}["'`]?\s{1,40})?BY\s{1,40}(?:PASSWORD\s{1,40})?["'](?<secret>[^"'\n]{3,256})["']/dgi,
];

/** Passwords inside addresses, `https://user:password@host`, and beside a user's name in what logs in. */
export function findLoginPasswords(text: string): readonly SecretSpan[] {
  const inAddresses = text.includes('://')
    ? [...[addresses, databases].flatMap((pattern) => matchPasswords(text, pattern, 'any')), ...matchUsers(text)]
    : [];
  return [...inAddresses, ...[...commands, ...logins].flatMap((pattern) => matchPasswords(text, pattern, 'password'))];
}

function matchPasswords(text: string, pattern: RegExp, expectation: Expectation): readonly SecretSpan[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const { user = '', secret = '' } = match.groups ?? {};
    if (secret === user || isPort(secret) || !isCredential(secret, expectation)) return [];
    const [start, end] = match.indices?.groups?.secret ?? [0, 0];
    return [{ start, end, kind: 'password' }];
  });
}

function matchUsers(text: string): readonly SecretSpan[] {
  return Array.from(text.matchAll(users)).flatMap((match) => {
    const { secret = '', host = '' } = match.groups ?? {};
    if (isPublicKey(secret, host) || !isCredential(secret, 'random')) return [];
    const [start, end] = match.indices?.groups?.secret ?? [0, 0];
    return [{ start, end, kind: 'token' }];
  });
}

/** The address that errors are reported to holds a public key and ends with the number of the project. */
function isPublicKey(user: string, host: string): boolean {
  return /^[0-9a-f]{32}$/.test(user) && /\/\d+\/?(?:[)\]},;]|$)/.test(host);
}

/** `http://localhost:8080/users/@me` has a port and no password. */
function isPort(password: string): boolean {
  return /^\d{1,5}[/?#]/.test(password);
}
