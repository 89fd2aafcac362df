import { AppError } from '../../../kernel/app-error.ts';
import { type Environment, parseHttpUrl, textOf } from '../variable.ts';
import type { KnownSource } from './known-source.ts';

const VARIABLE = /^CONCLAVE_SOURCE_([A-Z][A-Z0-9_]{0,31})_(?:URL|PATH)$/;

/**
 * Sources as the environment of a terminal or of Actions gives them: `CONCLAVE_SOURCE_<NAME>_URL` with `_TOKEN`, or
 * `_USER` and `_PASSWORD`; `CONCLAVE_SOURCE_<NAME>_PATH` for a file. What is wrong is named, and no value is told.
 */
export function readEnvironmentSources(environment: Environment): readonly KnownSource[] {
  const names = Object.keys(environment)
    .filter((variable) => textOf(environment, variable) !== null)
    .flatMap((variable) => VARIABLE.exec(variable)?.[1] ?? []);
  return [...new Set(names)].toSorted().map((name) => readSource(environment, name));
}

function readSource(environment: Environment, name: string): KnownSource {
  const variable = (what: string) => `CONCLAVE_SOURCE_${name}_${what}`;
  const read = (what: string) => textOf(environment, variable(what));
  const url = read('URL');
  if (url !== null && read('PATH') !== null) {
    throw wrong(variable('PATH'), `given beside ${variable('URL')}`, 'an address or a path');
  }
  for (const what of ['TOKEN', 'USER', 'PASSWORD']) {
    if (!/^[!-~]*$/.test(read(what) ?? '')) {
      throw wrong(variable(what), 'it holds spaces, line breaks or non-ASCII letters', 'one line, as it was issued');
    }
  }
  return {
    name: name.toLowerCase(),
    kind: null,
    url: url === null ? null : addressOf(url, variable('URL')),
    path: read('PATH'),
    token: read('TOKEN'),
    user: read('USER'),
    password: read('PASSWORD'),
    repositories: null,
  };
}

function addressOf(text: string, variable: string): string {
  const address = plainAddress(text);
  if (address !== null) return address;
  throw wrong(variable, 'not an address that can be asked', EXPECTED_ADDRESS);
}

export const EXPECTED_ADDRESS =
  'http or https without credentials, query or fragment, e.g. https://prometheus.example.com, or postgresql://user:password@host:5432/database';

/** An http address without credentials and slash at its end, or one of a PostgreSQL; null for anything else. */
export function plainAddress(text: string): string | null {
  const protocol = URL.parse(text)?.protocol;
  if (protocol === 'postgres:' || protocol === 'postgresql:') return text;
  return parseHttpUrl(text)?.href.replace(/\/+$/, '') ?? null;
}

function wrong(variable: string, what: string, expected: string): AppError {
  return new AppError('bad-config', what, { where: variable, expected, advice: `Correct ${variable} or unset it.` });
}
