import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import { askAsApp } from '../../fakes/github/test-client.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import type { TestTerminalOptions } from '../../fixtures/test-terminal.ts';
import { type Ending, run } from '../running.ts';

/** A fake GitHub with one repository, a folder for files, and the variables by which a workflow reaches it. */
export interface GateHouse {
  readonly github: FakeGitHub;
  readonly repository: Repository;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Lets a moment pass at GitHub, so that what follows is told from what was before. */
  readonly wait: () => void;
  /** Says that GitHub will refuse what is asked next, which is what the test is about. */
  readonly expectRefusal: (words: string) => void;
  /** Writes a file into the folder and gives back its path. */
  readonly write: (name: string, content: string | Uint8Array | object) => string;
  /** Runs `conclave gate` as a workflow would, though without being told that it is in Actions. */
  readonly gate: (argv: readonly string[], more?: Partial<TestTerminalOptions>) => Promise<Ending>;
}

/** What the token of a workflow has that grants what our action asks for. */
const WORKFLOW_PERMISSIONS = { contents: 'read', pull_requests: 'read' } as const;

const FILES = {
  'README.md': '# quant\n',
  'src/training/model.py': 'def fit(config):\n    return config.max_depth\n',
};

/** Runs each test in a house of its own; afterwards nothing may have been asked that GitHub would refuse. */
export function useGateHouse(files: Readonly<Record<string, string>> = FILES): () => GateHouse {
  let house: (GateHouse & { readonly refusals: readonly string[] }) | null = null;
  beforeEach(async () => {
    house = await openHouse(files);
  });
  afterEach(async () => {
    const { github, folder, refusals } = house ?? expect.unreachable('the house is not open');
    await github.stop();
    rmSync(folder, { recursive: true, force: true });
    expect(github.violations).toEqual(refusals);
  });
  return () => house ?? expect.unreachable('the house is not open');
}

async function openHouse(
  files: Readonly<Record<string, string>>,
): Promise<GateHouse & { readonly refusals: readonly string[] }> {
  const refusals: string[] = [];
  const clock = { ahead: 0 };
  const github = await startGitHub({ now: () => new Date(Date.now() + clock.ahead) });
  const repository = github.addRepository({ owner: 'acme', name: 'quant', files });
  const folder = mkdtempSync(join(tmpdir(), 'conclave-gate-'));
  const token = await makeToken(github, repository, WORKFLOW_PERMISSIONS);
  const environment = { GITHUB_TOKEN: token, GITHUB_API_URL: github.url };
  return {
    ...{ github, repository, folder, environment, refusals },
    wait: () => {
      clock.ahead += 2_000;
    },
    expectRefusal: (words) => void refusals.push(words),
    write: (name, content) => {
      const path = join(folder, name);
      const isBytes = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(path, isBytes ? content : JSON.stringify(content));
      return path;
    },
    gate: (argv, more = {}) =>
      run(['gate', ...argv], { folder, ...more, environment: { ...environment, ...more.environment } }),
  };
}

/** A token with exactly these permissions, as a workflow gets one. */
export async function makeToken(
  github: FakeGitHub,
  repository: Repository,
  permissions: Readonly<Record<string, string>>,
): Promise<string> {
  const { id } = github.installationOf(repository);
  const { body } = await askAsApp(github)(`POST /app/installations/${id}/access_tokens`, { permissions });
  return z.object({ token: z.string() }).parse(body).token;
}

/** The payload of an event about a pull request, with a title as it was when the event came. */
export function pullEvent({ repository, number }: Pick<Pull, 'repository' | 'number'>, title = 'an old title'): object {
  return { ...eventOf(repository), action: 'edited', number, pull_request: { number, title, body: 'Closes #1' } };
}

/** What every payload says of its repository. */
export function eventOf({ id, name, owner }: Repository): object {
  return { repository: { id, name, full_name: `${owner.login}/${name}`, owner: { login: owner.login } } };
}

const Answers = z.strictObject({
  gates: z.array(
    z.strictObject({
      id: z.string(),
      answer: z.string(),
      reasons: z
        .array(z.strictObject({ text: z.string(), path: z.string().optional(), line: z.int().optional() }))
        .min(1),
    }),
  ),
  conclusion: z.string(),
});

/** Reads what `--json` writes, every key of it, as `G1 fail` and the conclusion. */
export function readAnswers(json: string): { readonly gates: readonly string[]; readonly conclusion: string } {
  const { gates, conclusion } = Answers.parse(JSON.parse(json));
  return { gates: gates.map(({ id, answer }) => `${id} ${answer}`), conclusion };
}
