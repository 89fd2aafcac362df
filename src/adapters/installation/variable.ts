import { AppError } from '../../kernel/app-error.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The trimmed value of a variable; null when it is unset or blank. */
export function textOf(environment: Environment, variable: string): string | null {
  const text = environment[variable]?.trim() ?? '';
  return text === '' ? null : text;
}

/** One of the given words; null when unset. */
export function readChoice<Word extends string>(
  environment: Environment,
  variable: string,
  words: readonly Word[],
): Word | null {
  const text = textOf(environment, variable);
  if (text === null) return null;
  const word = words.find((one) => one === text.toLowerCase());
  if (word !== undefined) return word;
  throw wrong(variable, 'not one of the known words', words.join(' or '));
}

/** A port between 0 and 65535; null when unset. */
export function readPort(environment: Environment, variable: string): number | null {
  const text = textOf(environment, variable);
  if (text === null) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw wrong(variable, 'not a port', 'a whole number from 0 to 65535, e.g. 3000; 0 takes any free one');
}

/** An http address without a slash at its end; an origin has no path either. Null when unset. */
export function readUrl(environment: Environment, variable: string, kind: 'base' | 'origin'): string | null {
  const text = textOf(environment, variable);
  if (text === null) return null;
  const url = parseHttpUrl(text);
  if (url !== null && (kind === 'base' || url.pathname === '/')) return url.href.replace(/\/+$/, '');
  const example =
    kind === 'origin' ? 'without a path, e.g. https://conclave.example.com' : 'e.g. https://github.example.com';
  throw wrong(variable, 'not an address that can be used', `http or https without credentials or query, ${example}`);
}

/** An http address that holds no credentials, query or fragment; null when a text is none. */
export function parseHttpUrl(text: string): URL | null {
  const url = URL.parse(text);
  const isPlain = url !== null && `${url.username}${url.password}${url.search}${url.hash}` === '';
  return isPlain && ['http:', 'https:'].includes(url.protocol) ? url : null;
}

/** The address of a PostgreSQL; null when unset. */
export function readPostgresUrl(environment: Environment, variable: string): string | null {
  const text = textOf(environment, variable);
  if (text === null) return null;
  const protocol = URL.parse(text)?.protocol;
  if (protocol === 'postgres:' || protocol === 'postgresql:') return text;
  throw wrong(variable, 'not the address of a PostgreSQL', 'postgresql://user:password@host:5432/database');
}

function wrong(variable: string, what: string, expected: string): AppError {
  return new AppError('bad-config', what, {
    where: variable,
    expected,
    advice: `Correct ${variable} or unset it.`,
  });
}
