import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { ExaminationOrder } from '../../flows/doctor/known.ts';
import { AppError } from '../../kernel/app-error.ts';
import { refuseSwallowed } from '../swallowed-option.ts';

/** The options of `conclave doctor`, checked. */
export interface DoctorOptions {
  readonly order: ExaminationOrder;
  /** The folder that was named, as an absolute path; null for the current one where it is a repository. */
  readonly repoDir: string | null;
  readonly json: boolean;
}

const Raw = z.object({
  repo: z.string().optional(),
  repoDir: z.string().optional(),
  offline: z.boolean().default(false),
  json: z.boolean().default(false),
});

/** Checks the options of the command line; relative paths mean `folder`. */
export function parseDoctorOptions(options: unknown, folder: string): DoctorOptions {
  const { repo, repoDir, offline, json } = Raw.parse(options);
  refuseSwallowed({ repo, repoDir }, 'doctor');
  const repository = repo === undefined ? null : parseRepository(repo);
  const ground = repository === null || repoDir !== undefined ? 'local' : 'hosted';
  const place = repoDir === undefined ? null : isAbsolute(repoDir) ? repoDir : resolve(folder, repoDir);
  return { order: { offline, repository, ground }, repoDir: place, json };
}

function parseRepository(text: string): NonNullable<ExaminationOrder['repository']> {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text.trim()) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError('bad-input', `"${text}" is no repository on GitHub`, {
    where: '--repo',
    expected: 'owner/name, e.g. acme/quant; a folder is named with --repo-dir',
  });
}
