import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { openRepository } from '../../src/adapters/git/repository.ts';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import { openScanner } from '../../src/adapters/scan/scanner.ts';
import type { Change, ChangedFile } from '../../src/change/change.ts';
import { parseUnifiedDiff } from '../../src/change/unified-diff.ts';
import { prepareReview } from '../../src/flows/prepare-review.ts';
import { NO_ORIGIN } from '../../src/flows/review-order.ts';
import { NO_PAST } from '../../src/flows/round-request.ts';
import type { SessionRequest } from '../../src/flows/session-request.ts';
import type { Repository } from '../../src/ports/repository.ts';
import { sessionOf } from '../fixtures/session-of.ts';

/** How the texts of a change are read: as the program does, or with one call of git for each file and side. */
export type Reading = 'program' | 'file by file';

/** What one process of its own reports of one preparation. */
export const Prepared = z.strictObject({
  /** From the first question to git to the request. */
  ms: z.number(),
  /** Time of the processor over the same span, all threads of this process, without git. */
  cpuMs: z.number(),
  /** The most memory of the process, without git's. */
  megabytes: z.number(),
  parts: z.int(),
  changedLines: z.int(),
  hits: z.int(),
});
export type Prepared = z.infer<typeof Prepared>;

if (import.meta.main) {
  const [folder = '', base = '', head = '', reading = 'program'] = process.argv.slice(2);
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  const request = await prepare({ folder, base, head }, reading === 'program' ? 'program' : 'file by file');
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  const { parts, coverage, evidence } = request.dossier;
  const prepared: Prepared = {
    ms,
    cpuMs: (user + system) / 1_000,
    megabytes: process.resourceUsage().maxRSS / 1024,
    parts: parts.length,
    changedLines: coverage.files.reduce((sum, file) => sum + file.changed_lines, 0),
    hits: evidence.length,
  };
  process.stdout.write(JSON.stringify(prepared));
}

interface Range {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
}

/** Reads a range and prepares its review up to the request; asks nothing. */
async function prepare(range: Range, reading: Reading): Promise<SessionRequest> {
  const scanner = openScanner();
  scanner.warmUp();
  const repository = await openRepository(range.folder);
  const change =
    reading === 'program' ? (await repository.readRange(range)).change : readFileByFile(range, repository.name);
  const prepared = await prepareReview(
    {
      subject: { kind: 'change', change },
      sessionType: null,
      question: null,
      issue: null,
      description: null,
      experts: null,
      models: {},
      consolidate: true,
      budget: null,
      rehearsal: null,
      anyway: false,
      origin: NO_ORIGIN,
      past: NO_PAST,
    },
    { program: openProgramFiles('0.0.0'), base: await groundOf(repository, range) },
    { scanner },
  );
  return sessionOf(prepared);
}

async function groundOf(repository: Repository, { base }: Range) {
  return { repository, commit: await repository.findCommit(base) };
}

/** The stated alternative: the diff in one call, then `git show` for each text. */
function readFileByFile({ folder, base, head }: Range, name: string): Change {
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const files = parseUnifiedDiff(git('diff', `${base}...${head}`), 'the bench');
  const show = (commit: string, path: string, isThere: boolean) => (isThere ? git('show', `${commit}:${path}`) : null);
  const withTexts = (file: ChangedFile): ChangedFile => ({
    ...file,
    before: show(base, file.previousPath ?? file.path, file.status !== 'added'),
    after: show(head, file.path, file.status !== 'deleted'),
  });
  return { name, base, head, files: files.map(withTexts) };
}
