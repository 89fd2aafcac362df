import { z } from 'zod';
import { Association, EvidenceWeight } from '../config/routing-words.ts';
import { AppError, messageOf } from '../kernel/app-error.ts';
import { Severity } from '../kernel/severity.ts';
import { validate } from '../kernel/validation.ts';
import { parseYaml } from '../kernel/yaml.ts';
import type { RouteFacts } from './route-facts.ts';

const Path = z.string().min(1, 'a path').max(4_096);

const RecordedFile = z.strictObject({
  path: Path,
  previous_path: Path.nullable().default(null).describe('The path before a rename, null otherwise.'),
  status: z.enum(['added', 'modified', 'deleted', 'renamed']),
  lines: z.int().min(0).describe('Added and removed lines.'),
});

/** A pull request as far as a route depends on it, in a file of its own: `41.json`. */
export const PullRecording = z
  .strictObject({
    version: z.literal(1, 'version: 1').describe('The version of this format.'),
    repository: z.string().min(1).describe('`owner/name`.'),
    number: z.int().min(1),
    title: z.string(),
    author: Association.nullable().describe('What the author was to the repository; null where nobody knows.'),
    base: z.string().min(1).describe('The branch that it goes into.'),
    labels: z.array(z.string()),
    state: z.enum(['open', 'merged', 'closed']),
    closed_at: z.string().nullable().describe('ISO time; null while it is open.'),
    files: z.array(RecordedFile),
    files_missing: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe('Why the list of files is not whole; null when it is.'),
    adrs: z.array(z.string()).nullable().default(null).describe('Decision records that bound it; null: not recorded.'),
    evidence: z
      .array(z.strictObject({ rule: z.string(), class: EvidenceWeight, severity: Severity }))
      .nullable()
      .default(null)
      .describe('What evidence rules found; null: not recorded.'),
    history: z
      .strictObject({ blockers: z.int().min(0), majors: z.int().min(0), all: z.int().min(0) })
      .nullable()
      .default(null)
      .describe('Findings on its paths in earlier pull requests; null: not recorded.'),
  })
  .describe('A pull request, recorded for conclave simulate.');
export type PullRecording = z.infer<typeof PullRecording>;

/** What instructed when pull requests were recorded: `base.json` beside them. */
export const BaseRecording = z
  .strictObject({
    version: z.literal(1, 'version: 1').describe('The version of this format.'),
    repository: z.string().min(1).describe('`owner/name`.'),
    branch: z.string().min(1),
    commit: z.string().min(1),
    config: z.string().nullable().describe('The text of .github/conclave.yml; null where there is none.'),
    skills: z.array(z.string()).describe('Short names of the skills that the repository adds.'),
  })
  .describe('The base branch, recorded for conclave simulate.');
export type BaseRecording = z.infer<typeof BaseRecording>;

/** Reads a recorded pull request; throws an AppError with the line of what is not as it must be. */
export function parsePullRecording(text: string, fileName: string): PullRecording {
  return validate(readJson(text, fileName), PullRecording);
}

/** Reads a recorded base; throws like `parsePullRecording`. */
export function parseBaseRecording(text: string, fileName: string): BaseRecording {
  return validate(readJson(text, fileName), BaseRecording);
}

/** The facts of a recorded pull request; nobody asked for anything. */
export function factsOfRecording(recording: PullRecording): RouteFacts {
  const { labels, title, author, base, adrs, evidence, history } = recording;
  const files = recording.files.map(({ previous_path: previousPath, ...file }) => ({ ...file, previousPath }));
  const asked = { sessionType: null, experts: null };
  return { files, labels, title, author, baseBranch: base, adrs, evidence, history, asked };
}

/** JSON is YAML too, and so every mistake is told with its line; what is no JSON is refused all the same. */
function readJson(text: string, fileName: string) {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-input', `not valid JSON: ${messageOf(cause)}`, {
      where: fileName,
      expected: 'a recording as conclave simulate --save writes it',
      cause,
    });
  }
  return parseYaml(text, fileName);
}
