import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FEATURE_IDS, type FeatureId } from '../../config/app-features.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type Credentials, parsePrivateKey } from './credentials.ts';
import { readPrivateFile } from './private-file.ts';

/** What setup leaves behind: the credentials of the app and what was chosen for it. */
export interface InstalledApp {
  readonly credentials: Credentials;
  readonly features: readonly FeatureId[];
  /** How the server is reached from outside, as it was said during setup. */
  readonly publicUrl: string;
}

const AppFile = z.strictObject({
  public_url: z.url(),
  app_id: z.int().positive(),
  slug: z.string().nullable(),
  private_key: z.string(),
  webhook_secret: z.string().min(1),
  client_id: z.string().nullable(),
  client_secret: z.string().nullable(),
  features: z.array(z.enum(FEATURE_IDS)),
});

/** Where the credentials stand in the folder of this server. */
export function appFilePath(home: string): string {
  return join(home, 'app.json');
}

/** Reads `app.json`; null when there is none. Refused when others may read it, or when it is not as setup wrote it. */
export function readAppFile(home: string): InstalledApp | null {
  const path = appFilePath(home);
  const text = readPrivateFile(path, { unreadable, readableByOthers });
  if (text === null) return null;
  const file = AppFile.safeParse(parseOrNull(text));
  const privateKey = file.success ? parsePrivateKey(file.data.private_key) : null;
  if (!file.success || privateKey === null) throw damaged(path, file.success ? ['private_key'] : keysOf(file.error));
  const { public_url, app_id, slug, webhook_secret, client_id, client_secret, features } = file.data;
  const signIn =
    client_id === null || client_secret === null ? null : { clientId: client_id, clientSecret: client_secret };
  const credentials = { appId: app_id, privateKey, webhookSecret: webhook_secret, signIn, slug };
  return { credentials, features, publicUrl: public_url };
}

/** Makes sure, before anything is created at GitHub, that its credentials can be kept. */
export function prepareHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw cannotWrite(home, cause);
  }
}

/** Writes `app.json` for this user alone, whole or not at all. */
export function writeAppFile(home: string, { credentials, features, publicUrl }: InstalledApp): void {
  const path = appFilePath(home);
  const file: z.infer<typeof AppFile> = {
    public_url: publicUrl,
    app_id: credentials.appId,
    slug: credentials.slug,
    private_key: credentials.privateKey,
    webhook_secret: credentials.webhookSecret,
    client_id: credentials.signIn?.clientId ?? null,
    client_secret: credentials.signIn?.clientSecret ?? null,
    features: [...features],
  };
  prepareHome(home);
  const beginning = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(beginning, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(beginning, path);
  } catch (cause) {
    rmSync(beginning, { force: true });
    throw cannotWrite(path, cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTDIR: 'a file stands where the home of Conclave should be',
  EISDIR: 'a folder stands in its place',
  EACCES: 'its owner, or that of a folder above it, does not allow it',
  EPERM: 'its owner does not allow it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its path is too long',
};

function unreadable(path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new AppError('bad-config', `the credentials cannot be read: ${REASONS[code] ?? messageOf(cause)}`, {
    where: path,
    expected: 'a file of this user alone in a folder of this user, or none yet',
    advice: 'Choose another home with CONCLAVE_HOME, or give this user the right to read it.',
    cause,
  });
}

function readableByOthers(path: string, mode: number): AppError {
  return new AppError('bad-config', `other users may read or change the credentials (mode ${toOctal(mode)})`, {
    where: path,
    expected: 'mode 600: for its owner alone',
    advice: `Run: chmod 600 ${path}. If others had access to this machine, create a new private key and secret at GitHub.`,
  });
}

function toOctal(mode: number): string {
  return (mode & 0o777).toString(8);
}

function damaged(path: string, keys: readonly string[]): AppError {
  const which = keys.length === 0 ? 'it is not a JSON object' : `wrong or missing: ${keys.join(', ')}`;
  return new AppError('bad-config', `the credentials are not as setup wrote them (${which})`, {
    where: path,
    expected: 'the file that /setup wrote, unchanged',
    advice: 'Restore it from a backup, give the credentials in the environment, or remove it to set up anew.',
  });
}

/** Names alone: a value might be a secret. */
function keysOf(error: z.ZodError): readonly string[] {
  const keys = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String),
  );
  return [...new Set(keys)];
}

function cannotWrite(path: string, cause: unknown): AppError {
  return new AppError('bad-config', `the credentials cannot be kept: ${messageOf(cause)}`, {
    where: path,
    expected: 'a folder in which this program may write',
    advice: 'Name another one with CONCLAVE_HOME.',
    cause,
  });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
