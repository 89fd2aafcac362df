import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../kernel/app-error.ts';
import { wordFileFailure } from '../../../kernel/file-failure.ts';
import { parseYaml } from '../../../kernel/yaml.ts';
import type { YamlDocument } from '../../../kernel/yaml-document.ts';
import { readPrivateFile } from '../private-file.ts';
import { EXPECTED_ADDRESS, plainAddress } from './environment-sources.ts';
import { isFileKind, type KnownSource, SOURCE_KINDS } from './known-source.ts';

/** A secret of a hook, and the one repository whose incidents it may open. */
export interface KnownHook {
  readonly secret: string;
  /** `owner/name`, in lower case. */
  readonly repository: string;
  /** Where the alerts of this hook are read again; null where they are not. */
  readonly alertmanager: HookService | null;
}

/** The Alertmanager that calls a hook. */
export interface HookService {
  readonly url: string;
  readonly token: string | null;
  readonly user: string | null;
  readonly password: string | null;
}

/** What `ops-sources.yml` says. */
export interface SourcesFile {
  readonly sources: readonly KnownSource[];
  readonly hooks: readonly KnownHook[];
}

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, 'a name of lower-case letters, digits and _');
const Repository = z
  .string()
  .regex(/^[\w.-]{1,39}\/[\w.-]{1,100}$/, 'owner/name')
  .transform((name) => name.toLowerCase());
const Address = z.string().transform((text, context) => {
  const address = plainAddress(text);
  if (address !== null) return address;
  context.addIssue({ code: 'custom', message: EXPECTED_ADDRESS });
  return z.NEVER;
});
const Credential = z
  .string()
  .regex(/^[!-~]+$/, 'one line without spaces, as it was issued')
  .nullable()
  .default(null);
const credentials = { token: Credential, user: Credential, password: Credential };

const Source = z
  .strictObject({
    kind: z.enum(SOURCE_KINDS),
    url: Address.nullable().default(null),
    path: z.string().min(1).nullable().default(null),
    ...credentials,
    repositories: z.array(Repository).min(1, 'at least one repository as owner/name'),
  })
  .refine(({ kind, url, path }) => (isFileKind(kind) ? path !== null && url === null : url !== null && path === null), {
    message: 'path for json and logs, url for the rest',
  })
  .refine(({ kind, url }) => url === null || (kind === 'postgres') === /^postgres(?:ql)?:/.test(url), {
    path: ['url'],
    message: 'postgresql:// for postgres, http:// or https:// for the rest',
  });

const Hook = z.strictObject({
  secret: z.string().regex(/^[!-~]{16,}$/, 'at least 16 characters in one line, e.g. of: openssl rand -hex 32'),
  repository: Repository,
  alertmanager: z
    .strictObject({ url: Address, ...credentials })
    .nullable()
    .default(null),
});

const File = z.strictObject({
  sources: z.record(Name, Source).default({}),
  hooks: z
    .array(Hook)
    .default([])
    .superRefine((hooks, context) => {
      for (const [index, { secret }] of hooks.entries()) {
        const first = hooks.findIndex((hook) => hook.secret === secret);
        if (first === index) continue;
        const message = `a secret of its own; that of hook ${first + 1} is the same`;
        context.addIssue({ code: 'custom', path: [index, 'secret'], message });
      }
    }),
});

/** Where the sources and hooks of a server stand in its folder. */
export function sourcesFilePath(home: string): string {
  return join(home, 'ops-sources.yml');
}

/** Reads `ops-sources.yml`; null when there is none. Refused when others may read it; no error tells a value of it. */
export function readSourcesFile(home: string): SourcesFile | null {
  const path = sourcesFilePath(home);
  const text = readPrivateFile(path, { unreadable, readableByOthers });
  if (text === null) return null;
  const document = parseYaml(text, path, 'bad-config');
  const file = File.safeParse(document.value ?? {});
  if (!file.success) throw wrong(document, file.error);
  const { sources, hooks } = file.data;
  return { sources: Object.entries(sources).map(([name, source]) => ({ name, ...source })), hooks };
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError('bad-config', `the sources of signals cannot be read: ${wordFileFailure(cause)}`, {
    where: path,
    expected: 'a file of this user alone, or none',
    cause,
  });
}

function readableByOthers(path: string, mode: number): AppError {
  return new AppError('bad-config', `other users may read or change it (mode ${(mode & 0o777).toString(8)})`, {
    where: path,
    expected: 'mode 600: for its owner alone, since it holds secrets',
    advice: `Run: chmod 600 ${path}. If others had access to this machine, replace the secrets in it.`,
  });
}

/** Keys and what was expected of them; a value might be a secret. */
function wrong(document: YamlDocument, error: z.ZodError): AppError {
  const [first, ...others] = error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const path = [...issue.path.filter((step) => typeof step !== 'symbol'), ...keys];
    const what = issue.code === 'unrecognized_keys' ? 'unknown key' : 'wrong or missing';
    return { what: `${what}: ${path.join('.')}`, line: document.lineOf(path), issue };
  });
  const isOurs =
    first?.issue.code === 'custom' || first?.issue.code === 'invalid_format' || first?.issue.code === 'too_small';
  return new AppError('bad-config', first?.what ?? 'it cannot be read', {
    where: `${document.fileName}:${first?.line ?? 1}`,
    expected: isOurs
      ? (first?.issue.message ?? '')
      : 'sources: { name: { kind, url, repositories } } and hooks: [{ secret, repository }]',
    ...(others.length > 0 && { advice: others.map(({ what, line }) => `also line ${line}: ${what}`).join('\n  ') }),
  });
}
