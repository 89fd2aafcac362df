import type { Readable } from 'node:stream';
import { notFound } from './refusal.ts';
import type { Caller, Tokens } from './tokens.ts';
import type { Level, Repository, World } from './world.ts';

/** Parameters of a request; the description has checked and converted them. */
export type Values = Readonly<Record<string, unknown>>;

/** One understood request. */
export interface Exchange {
  readonly world: World;
  readonly tokens: Tokens;
  readonly caller: Caller;
  readonly path: Values;
  readonly query: Values;
  readonly body: unknown;
  readonly accept: string;
  /** Path and query as they were sent. */
  readonly target: string;
}

/** What a route says; the body is sent as JSON, unless it is a stream or bytes. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Buffer | Readable;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Permissions of which one is enough. */
export type Need = readonly (readonly [string, Level])[];

/** One of GitHub's operations, by the key that its description has. */
export interface Route {
  readonly operation: string;
  /** As whom one must come: with a JWT, with an installation's token, or as anybody. */
  readonly access: 'app' | 'installation' | 'anybody';
  readonly needs?: Need;
  /** Also in a public repository nobody is served without the permission. */
  readonly hidden?: true;
  /** A correct client asks it also where it does not know whether it may. */
  readonly mayBeRefused?: true;
  answer(exchange: Exchange): Answer | Promise<Answer>;
}

/** A request that concerns one repository, which the caller may reach. */
export type RepositoryExchange = Exchange & { readonly repository: Repository };

/** A route below `/repos/{owner}/{repo}`; the server has looked whether the token covers the repository. */
export function repositoryRoute(
  operation: string,
  needs: Need,
  answer: (exchange: RepositoryExchange) => Answer | Promise<Answer>,
): Route {
  const [method, path] = operation.split(' ');
  return {
    operation: `${method} /repos/{owner}/{repo}${path === '/' ? '' : path}`,
    access: 'installation',
    needs,
    answer: (exchange) => answer({ ...exchange, repository: repositoryOf(exchange) }),
  };
}

/** The repository that a path names; a refusal when there is none. */
export function repositoryOf({ world, path }: Pick<Exchange, 'world' | 'path'>): Repository {
  const [owner, name] = [text(path, 'owner').toLowerCase(), text(path, 'repo').toLowerCase()];
  const found = world.repositories.find(
    (each) => !each.deleted && each.owner.login.toLowerCase() === owner && each.name.toLowerCase() === name,
  );
  if (found === undefined) throw notFound();
  return found;
}

/** A parameter that is there as text. */
export function text(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`parameter ${name} is not a text: ${String(value)}`);
  return value;
}

/** A parameter that is there as text, or undefined. */
export function optionalText(values: Values, name: string): string | undefined {
  return values[name] === undefined ? undefined : text(values, name);
}

/** A parameter that is there as a number. */
export function number(values: Values, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new Error(`parameter ${name} is not a number: ${String(value)}`);
  return value;
}

/** A parameter that is there as a number, or undefined. */
export function optionalNumber(values: Values, name: string): number | undefined {
  return values[name] === undefined ? undefined : number(values, name);
}

/** 200 with a body. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, body, headers };
}
