import { randomBytes, verify } from 'node:crypto';
import { z } from 'zod';
import { fault, Refusal } from './refusal.ts';
import {
  type Installation,
  type Level,
  type Permissions,
  type Repository,
  repositoriesOf,
  timestamp,
  type World,
} from './world.ts';

/** As whom a request comes. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'app' }
  | { readonly kind: 'installation'; readonly token: InstallationToken }
  | { readonly kind: 'plain'; readonly token: PlainToken };

/** A token for an installation, or for some of its repositories. */
export interface InstallationToken {
  readonly token: string;
  readonly installation: Installation;
  /** Null for all repositories of the installation. */
  readonly repositories: readonly Repository[] | null;
  readonly permissions: Permissions;
  readonly expiresAt: Date;
}

/** A token that a workflow was given, or that a person made. */
export interface PlainToken {
  readonly token: string;
  readonly repositories: readonly Repository[];
  readonly permissions: Permissions;
}

/** Every token that was handed out. */
export type Tokens = Map<string, InstallationToken | PlainToken>;

const HOUR = 3_600_000;

/** What an app asks of a new token. */
export interface TokenOrder {
  readonly repository_ids?: readonly number[] | undefined;
  readonly repositories?: readonly string[] | undefined;
  readonly permissions?: Permissions | undefined;
}

/** Hands out a token for one hour; refuses repositories and permissions that the installation does not have. */
export function issueToken(
  world: World,
  tokens: Tokens,
  order: TokenOrder & { installation: Installation },
): InstallationToken {
  const { installation } = order;
  if (installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  const wider = Object.entries(order.permissions ?? {}).filter(
    ([name, level]) => !reaches(installation.permissions[name], level),
  );
  if (wider.length > 0) throw fault(422, 'The permissions requested are not granted to this installation.');
  const issued: InstallationToken = {
    token: `ghs_${randomWord()}`,
    installation,
    repositories: chosen(repositoriesOf(world, installation), order),
    permissions: { metadata: 'read', ...(order.permissions ?? installation.permissions) },
    expiresAt: new Date(world.now().getTime() + HOUR),
  };
  tokens.set(issued.token, issued);
  return issued;
}

/** Which plain token to make. */
export interface PlainTokenOrder {
  /** A workflow's (`ghs_`) unless told otherwise, or a person's (`ghp_`). */
  readonly of?: 'workflow' | 'person';
  readonly repositories: readonly Repository[];
  /** Beside `metadata: read`, which every token has. */
  readonly permissions: Permissions;
}

/** Hands out a plain token, which does not end. */
export function issuePlainToken(tokens: Tokens, { of, repositories, permissions }: PlainTokenOrder): string {
  const token = `${of === 'person' ? 'ghp' : 'ghs'}_${randomWord()}`;
  tokens.set(token, { token, repositories, permissions: { metadata: 'read', ...permissions } });
  return token;
}

/** Who sends an Authorization header; refuses a token that GitHub would not take. */
export function identify(world: World, tokens: Tokens, header: string | undefined): Caller {
  if (header === undefined) return { kind: 'nobody' };
  const [, value = ''] = /^(?:bearer|token) (\S+)$/i.exec(header) ?? [];
  const known = tokens.get(value);
  if (known !== undefined && !('installation' in known)) return { kind: 'plain', token: known };
  if (value.startsWith('ghs_')) return { kind: 'installation', token: checkToken(world, known) };
  if (value.startsWith('ghp_')) throw new Refusal(401, 'Bad credentials');
  if (value.split('.').length !== 3) throw fault(401, 'Bad credentials');
  checkJwt(world, value);
  return { kind: 'app' };
}

/** True when a granted level is enough for what is needed. */
export function reaches(granted: Level | undefined, needed: Level): boolean {
  const order: readonly (Level | undefined)[] = ['read', 'write', 'admin'];
  return granted !== undefined && order.indexOf(granted) >= order.indexOf(needed);
}

/** True when a token reads and writes a repository. */
export function covers(token: InstallationToken | PlainToken, repository: Repository): boolean {
  const { repositories } = token;
  if (repository.deleted) return false;
  if ('installation' in token && repository.owner.id !== token.installation.account.id) return false;
  return repositories === null || repositories.includes(repository);
}

/** The token's facts as GitHub writes them down, without the repositories. */
export function tokenAnswer({ token, expiresAt, permissions, repositories }: InstallationToken): object {
  return {
    token,
    expires_at: timestamp(expiresAt),
    permissions,
    repository_selection: repositories === null ? 'all' : 'selected',
  };
}

function randomWord(): string {
  return randomBytes(27).toString('base64url').replaceAll(/[-_]/g, '0');
}

function chosen(mine: readonly Repository[], order: TokenOrder): readonly Repository[] | null {
  const { repository_ids: ids, repositories: names } = order;
  if (ids === undefined && names === undefined) return null;
  const found = [
    ...(ids ?? []).map((id) => mine.find((each) => each.id === id)),
    ...(names ?? []).map((name) => mine.find((each) => each.name.toLowerCase() === name.toLowerCase())),
  ];
  return found.map((each) => {
    if (each !== undefined) return each;
    const what =
      'There is at least one repository that does not exist or is not accessible to the parent installation.';
    throw new Refusal(422, what);
  });
}

function checkToken(world: World, token: InstallationToken | undefined): InstallationToken {
  if (token === undefined) throw fault(401, 'Bad credentials');
  if (token.expiresAt <= world.now()) throw new Refusal(401, 'Bad credentials');
  if (!world.installations.includes(token.installation)) throw new Refusal(401, 'Bad credentials');
  if (token.installation.suspendedAt !== null) throw new Refusal(403, 'This installation has been suspended');
  return token;
}

const Header = z.looseObject({ alg: z.literal('RS256') });
const Claims = z.looseObject({ iss: z.union([z.string(), z.number()]), iat: z.int(), exp: z.int() });

/** GitHub takes ten minutes from now at most; we also mind how long the token says that it lives. */
function checkJwt({ app, now }: World, jwt: string): void {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const header = Header.safeParse(decode(head));
  const claims = Claims.safeParse(decode(body));
  const signed = Buffer.from(`${head}.${body}`);
  if (!header.success || !claims.success) throw fault(401, 'A JSON web token could not be decoded');
  if (!verify('RSA-SHA256', signed, app.publicKey, Buffer.from(signature, 'base64url')))
    throw fault(401, 'A JSON web token could not be decoded');
  const { iss, iat, exp } = claims.data;
  const seconds = now().getTime() / 1000;
  if (String(iss) !== String(app.id) && iss !== app.clientId) throw fault(404, 'Integration not found');
  if (iat > seconds + 60)
    throw fault(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  if (exp <= seconds)
    throw fault(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp - iat > 600 || exp > seconds + 660)
    throw fault(401, "'Expiration time' claim ('exp') is too far in the future");
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
