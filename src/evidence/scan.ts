import { addedLines, type Change, type ChangedFile } from '../change/change.ts';
import { compareText } from '../kernel/compare-text.ts';
import { matchesAny } from '../kernel/glob.ts';
import type { Hit } from './hit.ts';
import { languageOf } from './language.ts';
import { matchRule } from './match.ts';
import { findInjections } from './prompt-injection.ts';
import type { EvidenceRule } from './rule.ts';
import { openSource, type Source } from './source.ts';
import { spellerOf } from './spelling.ts';

/** What the rules saw in a change. */
export interface EvidenceReport {
  /** Sorted by path, line and rule; at most one for each rule and line. */
  readonly hits: readonly Hit[];
  /** Files that rules have read, with the ids of the rules that ask them. */
  readonly read: readonly { readonly path: string; readonly rules: readonly string[] }[];
  /** Files that rules ask and could not read. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Runs the rules over a change. A hit stands on an added line; code is read with the whole file around it, so that a
 * file of which only a diff is known is unread; one with a syntax error is unread too, whatever was found in the rest of
 * it. Rules over texts of every kind read the added lines alone, and do not
 * make a file count as read.
 */
export function scanChange(change: Change, rules: readonly EvidenceRule[]): EvidenceReport {
  const readings = change.files.filter((file) => file.status !== 'deleted').map((file) => readFile(file, rules));
  return {
    hits: inOrder(readings.flatMap(({ hits }) => hits)),
    read: readings.flatMap(({ path, read }) => (read === null ? [] : [{ path, rules: read }])),
    unread: readings.flatMap(({ path, unread }) => (unread === null ? [] : [{ path, reason: unread }])),
  };
}

/** Runs the rules over every line of a text that is no change; code in it is not read. */
export function scanText(path: string, text: string, rules: readonly EvidenceRule[]): readonly Hit[] {
  const lines = text.split('\n').map((line, index) => ({ line: index + 1, text: line }));
  return inOrder(textRulesFor(path, rules).flatMap((rule) => readRun(lines, rule, path)));
}

/** The rules that read a file's code, by its language and path; a file that none covers cannot be judged by rules. */
export function coveredBy(path: string, rules: readonly EvidenceRule[]): readonly EvidenceRule[] {
  const language = languageOf(path);
  return rules.filter((rule) => language !== null && rule.language === language && asks(rule, path));
}

/** Whether a rule asks a path, whatever the language. */
function asks({ paths }: EvidenceRule, path: string): boolean {
  if (paths === undefined) return true;
  const fold = (text: string) => (paths.case === 'ignore' ? text.toLowerCase() : text);
  const isOneOf = (globs: readonly string[]) => matchesAny(fold(path), globs.map(fold));
  return (paths.only === undefined || isOneOf(paths.only)) && !(paths.never !== undefined && isOneOf(paths.never));
}

interface Reading {
  readonly path: string;
  readonly hits: readonly Hit[];
  readonly read: readonly string[] | null;
  readonly unread: string | null;
}

function readFile(file: ChangedFile, rules: readonly EvidenceRule[]): Reading {
  const texts = file.binary ? [] : scanRuns(file, textRulesFor(file.path, rules));
  const covering = coveredBy(file.path, rules);
  const seen = covering.length === 0 ? NOT_ASKED : readCode(file, covering);
  return { path: file.path, ...seen, hits: [...texts, ...seen.hits] };
}

const NOT_ASKED = { hits: [], read: null, unread: null };

function readCode(file: ChangedFile, rules: readonly EvidenceRule[]): Omit<Reading, 'path'> {
  const unread = (reason: string) => ({ hits: [], read: null, unread: reason });
  if (file.unreadable !== null) return unread(file.unreadable);
  if (file.binary) return unread('the file is binary');
  if (file.after === null) return unread('only a diff was given, the file around it is not known');
  const source = openSource(file.path, file.after);
  if (source.kind === 'unreadable') return unread(source.reason);
  const hits = scanSource(source, file, rules);
  if (source.errorLine !== null) return { hits, read: null, unread: `line ${source.errorLine}: syntax error` };
  return { hits, read: rules.map(({ id }) => id).toSorted(), unread: null };
}

function scanSource(source: Source, file: ChangedFile, rules: readonly EvidenceRule[]): readonly Hit[] {
  const added = addedLines(file);
  if (added.size === 0) return [];
  const lines = source.text.split('\n');
  const speller = spellerOf(source);
  return rules.flatMap((rule) => {
    const found = new Set(matchRule(rule, source, speller));
    return [...found]
      .filter((line) => added.has(line))
      .map((line) => hitOf(rule, { path: file.path, line, quote: lines[line - 1] ?? '' }));
  });
}

function textRulesFor(path: string, rules: readonly EvidenceRule[]): readonly EvidenceRule[] {
  return rules.filter((rule) => rule.language === 'text' && asks(rule, path));
}

interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

function scanRuns(file: ChangedFile, rules: readonly EvidenceRule[]): readonly Hit[] {
  const runs = rules.length === 0 ? [] : addedRuns(file);
  return rules.flatMap((rule) => runs.flatMap((run) => readRun(run, rule, file.path)));
}

/** Added lines that stand below one another; a sentence may run over them, but not over what was there before. */
function addedRuns(file: ChangedFile): readonly (readonly NumberedLine[])[] {
  const runs: NumberedLine[][] = [];
  for (const { kind, after, text } of file.hunks.flatMap(({ lines }) => lines)) {
    if (kind !== 'added' || after === null) continue;
    const run = runs.at(-1);
    if (run?.at(-1)?.line === after - 1) run.push({ line: after, text });
    else runs.push([{ line: after, text }]);
  }
  return runs;
}

function readRun(run: readonly NumberedLine[], rule: EvidenceRule, path: string): readonly Hit[] {
  return findInjections(run.map(({ text }) => text).join('\n')).flatMap(({ line }) => {
    const found = run[line - 1];
    return found === undefined ? [] : [hitOf(rule, { path, line: found.line, quote: found.text })];
  });
}

function hitOf(rule: EvidenceRule, { path, line, quote }: { path: string; line: number; quote: string }): Hit {
  const { id, severity, code, skill, message, mend } = rule;
  return {
    rule: id,
    class: rule.class,
    severity,
    code,
    skill,
    path,
    line,
    side: 'after',
    quote,
    message,
    mend,
    record: null,
    allowed: null,
  };
}

function inOrder(hits: readonly Hit[]): readonly Hit[] {
  return hits.toSorted(
    (left, right) => compareText(left.path, right.path) || left.line - right.line || compareText(left.rule, right.rule),
  );
}
