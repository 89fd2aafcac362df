import { isCredential } from './credential.ts';
import type { SecretSpan } from './span.ts';

/** An address with a user's name and password; the password ends at the last `@` before the host. */
const addresses = /(?<=[a-z0-9]):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<password>[^\s/?#"'`<>\\]{1,256})@(?=[\w[$({%-])/gi;

/** The same for databases and brokers, whose passwords people paste without encoding `/`, `?` and `#`. */
const databases =
  /(?<=postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle|clickhouse|cockroachdb|snowflake|\+\w{1,20}):\/\/(?<user>[^\s/?#:@"'`<>\\]{0,128}):(?<password>[^\s"'`<>\\]{1,256})@(?=[\w[$({%-])/gi;

/** `curl -u user:password`. */
const curlUsers = /\bcurl\b[^\n]{0,400}?\s(?:-u|--user)[ =]?["']?(?<user>[^\s:"']{1,128}):(?<password>[^\s"']{3,256})/g;

/** Passwords inside addresses: `https://user:password@host`, `postgres://user:password@host/database`. */
export function findAddressPasswords(text: string): readonly SecretSpan[] {
  const passwords = text.includes('://') ? [...matchPasswords(text, addresses), ...matchPasswords(text, databases)] : [];
  return text.includes('curl') ? [...passwords, ...matchPasswords(text, curlUsers)] : passwords;
}

function matchPasswords(text: string, pattern: RegExp): readonly SecretSpan[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const { user = '', password = '' } = match.groups ?? {};
    if (password === user || isPort(password) || !isCredential(password, 'any')) return [];
    const start = match.index + match[0].lastIndexOf(`:${password}`) + 1;
    return [{ start, end: start + password.length, kind: 'password' }];
  });
}

/** `http://localhost:8080/users/@me` has a port and no password. */
function isPort(password: string): boolean {
  return /^\d{1,5}[/?#]/.test(password);
}
