import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { optionOf, refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

const MOST_PULLS = 1_000;

/** Where the pull requests come from. */
export type SimulationSource =
  | { readonly kind: 'recorded'; readonly folder: string }
  | {
      readonly kind: 'hosted';
      readonly owner: string;
      readonly name: string;
      readonly count: number;
      /** Null when they are not kept. */
      readonly save: string | null;
    };

/** The options of `conclave simulate`, checked; paths are absolute. */
export interface SimulateOptions {
  readonly config: string;
  /** Null for the configuration of the base branch. */
  readonly against: string | null;
  readonly source: SimulationSource;
  readonly json: boolean;
}

const Raw = z.object({
  config: z.string().optional(),
  against: z.string().optional(),
  prs: z.string().optional(),
  last: z.string().optional(),
  repo: z.string().optional(),
  save: z.string().optional(),
  json: z.boolean().default(false),
});
type Raw = z.infer<typeof Raw>;

/** Checks the options of the command line against each other; relative paths mean the terminal's folder. */
export function parseSimulateOptions(options: unknown, { folder, environment }: Terminal): SimulateOptions {
  const raw = Raw.parse(options);
  refuseSwallowed(raw, 'simulate');
  const at = (path: string) => (isAbsolute(path) || path === '-' ? path : resolve(folder, path));
  if (raw.config === undefined)
    throw wrongUse('no configuration was named', '--config FILE, the changed configuration');
  if (raw.config === '-' && raw.against === '-')
    throw wrongUse('standard input was named twice', 'one of them as a file');
  return {
    config: at(raw.config),
    against: raw.against === undefined ? null : at(raw.against),
    source: parseSource(raw, at, environment),
    json: raw.json,
  };
}

function parseSource(raw: Raw, at: (path: string) => string, environment: Terminal['environment']): SimulationSource {
  const { prs, last, save } = raw;
  if ((prs === undefined) === (last === undefined)) {
    throw wrongUse(
      prs === undefined ? 'no pull requests were named' : 'pull requests were named twice',
      'one of --prs DIR or --last COUNT',
    );
  }
  if (prs !== undefined) {
    const surplus = (['repo', 'save'] as const).find((name) => raw[name] !== undefined);
    if (surplus !== undefined) throw wrongUse(`${optionOf(surplus)} goes with --last`, '--prs DIR alone');
    return { kind: 'recorded', folder: at(prs) };
  }
  const place = parseRepository(raw.repo, environment);
  return { kind: 'hosted', ...place, count: parseCount(last ?? ''), save: save === undefined ? null : at(save) };
}

function parseCount(text: string): number {
  const count = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_PULLS) return count;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no number of pull requests`, {
    where: '--last',
    expected: `a number from 1 to ${MOST_PULLS.toLocaleString('en-US')}, e.g. 50`,
  });
}

function parseRepository(text: string | undefined, environment: Terminal['environment']) {
  const given = (text ?? environment.GITHUB_REPOSITORY ?? '').trim();
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(given) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError(
    'bad-input',
    given === '' ? 'no repository was named' : `${JSON.stringify(given)} is no repository on GitHub`,
    { where: text === undefined ? 'GITHUB_REPOSITORY' : '--repo', expected: '--repo owner/name, e.g. acme/quant' },
  );
}

function wrongUse(what: string, expected: string): AppError {
  return new AppError('bad-input', what, { expected, advice: 'conclave simulate --help lists the options' });
}
