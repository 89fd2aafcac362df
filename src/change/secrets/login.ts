import { type Expectation, isCredential } from './credential.ts';
import type { SecretSpan } from './span.ts';

/** An address with a user's name and password; the password ends at the last `@` before the host. */
const addresses =
  /(?<=[a-z0-9]):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<password>[^\s/?#"'`<>\\]{1,256})@(?=[\w[$({%-])/gi;

/** The same for databases and brokers, whose passwords people paste without encoding `/`, `?` and `#`. */
const databases =
  /(?<=postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|snowflake|\+\w{1,20}):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<password>[^\s"'`<>\\]{1,256})@(?=[\w[$({%-])/gi;

/** A user's name and password side by side: `curl -u user:password`, `auth=("user", "password")`, `sshpass -p password`. */
const logins: readonly RegExp[] = [
  /\bcurl\b[^\n]{0,400}?\s(?:-u|--user)[ =]?["']?(?<user>[^\s:"']{1,128}):(?<password>[^\s"']{3,256})/g,
  /(?:\bauth\s{0,4}=\s{0,4}|BasicAuth)\(\s{0,40}["'](?<user>[^"'\n]{0,128})["'],\s{0,40}["'](?<password>[^"'\s]{3,256})["']/g,
  /\bsshpass\s+-p\s*["']?(?<password>[^\s"']{3,256})/g,
];

/** Passwords inside addresses, `https://user:password@host`, and beside a user's name in the call that logs in. */
export function findLoginPasswords(text: string): readonly SecretSpan[] {
  const inAddresses = text.includes('://')
    ? [addresses, databases].flatMap((pattern) => matchPasswords(text, pattern, 'any'))
    : [];
  return [...inAddresses, ...logins.flatMap((pattern) => matchPasswords(text, pattern, 'password'))];
}

function matchPasswords(text: string, pattern: RegExp, expectation: Expectation): readonly SecretSpan[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const { user = '', password = '' } = match.groups ?? {};
    if (password === user || isPort(password) || !isCredential(password, expectation)) return [];
    const start = match.index + match[0].lastIndexOf(password);
    return [{ start, end: start + password.length, kind: 'password' }];
  });
}

/** `http://localhost:8080/users/@me` has a port and no password. */
function isPort(password: string): boolean {
  return /^\d{1,5}[/?#]/.test(password);
}
