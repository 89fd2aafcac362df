import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { StoryConfig } from '../../config/story-config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { nearestWord } from '../../kernel/nearest.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import { parseSource, type WorkflowSource } from './workflow-source.ts';

/** What `conclave init` can write, in the order in which it is shown. */
export const Group = z.enum(['config', 'workflows', 'templates']);
export type Group = z.infer<typeof Group>;

/** The options of `conclave init`, checked. */
export interface InitOptions {
  /** The folder that was named or the current one, as an absolute path. */
  readonly folder: string;
  readonly only: readonly Group[];
  readonly storyPattern: string | null;
  /** Where workflows take Conclave from; null when that was not said. */
  readonly source: WorkflowSource | null;
  /** Whether files that differ are replaced. */
  readonly force: boolean;
  /** Whether nobody is asked before something is written. */
  readonly yes: boolean;
  readonly dryRun: boolean;
}

const Raw = z.object({
  repo: z.string().optional(),
  only: z.string().optional(),
  storyPattern: z.string().optional(),
  source: z.string().optional(),
  force: z.boolean().default(false),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
});

/** Checks the options of the command line; a relative path means `folder`. */
export function parseInitOptions(options: unknown, folder: string): InitOptions {
  const { repo, only, storyPattern, source, force, yes, dryRun } = Raw.parse(options);
  refuseSwallowed({ repo, only, storyPattern, source }, 'init');
  const groups = only === undefined ? Group.options : parseGroups(only);
  if (storyPattern !== undefined && !groups.includes('config'))
    throw withoutPlace('--story-pattern', 'config', 'the configuration');
  if (source !== undefined && !groups.includes('workflows'))
    throw withoutPlace('--source', 'workflows', 'the workflows');
  return {
    folder: repo === undefined ? folder : isAbsolute(repo) ? repo : resolve(folder, repo),
    only: groups,
    storyPattern: storyPattern === undefined ? null : parsePattern(storyPattern),
    source: source === undefined ? null : demandSource(source),
    force,
    yes,
    dryRun,
  };
}

function parseGroups(list: string): readonly Group[] {
  const words = list.split(',').map((word) => word.trim());
  const unknown = words.find((word) => !Group.safeParse(word).success);
  if (unknown === undefined) return Group.options.filter((group) => words.includes(group));
  const near = nearestWord(unknown, Group.options);
  throw new AppError('bad-input', `"${unknown}" is nothing that can be written`, {
    where: '--only',
    expected: `some of ${Group.options.join(', ')}, parted by commas`,
    ...(near !== null && { advice: `did you mean ${near}?` }),
  });
}

function parsePattern(pattern: string): string {
  const checked = StoryConfig.safeParse({ pattern });
  if (checked.success && !/[\p{Cc}\u2028\u2029]/u.test(pattern)) return pattern;
  throw new AppError('bad-input', `${JSON.stringify(pattern)} names no stories`, {
    where: '--story-pattern',
    expected: checked.error?.issues[0]?.message ?? 'a regular expression on one line',
    advice: String.raw`For example: --story-pattern 'CVN-N\d{3}-E[A-Z]-S\d{2}'`,
  });
}

function demandSource(text: string): WorkflowSource {
  const source = parseSource(text);
  if (source !== null) return source;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no repository on GitHub`, {
    where: '--source',
    expected: 'the repository of Conclave that your workflows may use, e.g. acme/conclave or acme/conclave@v1',
  });
}

function withoutPlace(option: string, group: Group, words: string): AppError {
  return new AppError('bad-input', `${option} is written into ${words}, which --only leaves out`, {
    expected: `--only with ${group} in it, or no ${option}`,
  });
}
