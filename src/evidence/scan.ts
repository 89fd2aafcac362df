import type { Change, ChangedFile } from '../change/change.ts';
import { compareText } from '../kernel/compare-text.ts';
import { matchesAny } from '../kernel/glob.ts';
import { allowanceOf, withAllowance } from './allowance.ts';
import { detectors } from './detectors.ts';
import type { Hit } from './hit.ts';
import type { FileImports } from './import-edge.ts';
import { importedModules } from './imported-modules.ts';
import { languageOf } from './language.ts';
import { matchRule } from './match.ts';
import type { EvidenceRule } from './rule.ts';
import type { FileScene, Found } from './scene.ts';
import { openStage, type Stage } from './stage.ts';
import { NO_SURROUNDINGS, type Surroundings } from './surroundings.ts';
import type { SymbolPlace } from './symbol.ts';
import { changedFile } from './whole-file.ts';

/** What the rules saw in a change. */
export interface EvidenceReport {
  /** Sorted by path, line and rule; at most one for each rule and line. */
  readonly hits: readonly Hit[];
  /** Files whose code rules have read, with the ids of the rules that ask them. */
  readonly read: readonly { readonly path: string; readonly rules: readonly string[] }[];
  /** Files that rules ask and could not read, or not on both sides. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** The functions and classes around the hits. */
  readonly symbols: readonly SymbolPlace[];
  /** What the files that were looked at import; without those that import nothing or cannot be read. */
  readonly imports: readonly FileImports[];
}

/** What a file is read with; the files of the change are there for the rules that look beside it. */
export interface ScanScope {
  readonly rules: readonly EvidenceRule[];
  readonly change: FileScene['change'];
  readonly surroundings: Surroundings;
}

/** What the rules saw in one file. */
export interface FileReading {
  readonly path: string;
  readonly hits: readonly Hit[];
  /** Ids of the rules that have read its code, sorted; null when none has. */
  readonly read: readonly string[] | null;
  /** Why rules that ask the file could not read it; null when they could or none asks. */
  readonly unread: string | null;
  readonly symbols: readonly SymbolPlace[];
  /** The modules that it imports, as it spells them; before the change when it is gone. */
  readonly modules: readonly string[];
}

/**
 * Runs the rules over a change. Code is read with the whole file around it, so that a file of which only a diff is known
 * is unread; one with a syntax error is unread too, whatever was found in the rest of it. A syntax pattern finds added
 * lines alone; a rule that looks at both sides may point at a removed line or at a file. Rules over files of every kind
 * do not make a file count as read.
 */
export function scanChange(
  change: Change,
  rules: readonly EvidenceRule[],
  surroundings: Surroundings = NO_SURROUNDINGS,
): EvidenceReport {
  return reportOf(change.files.map((file) => scanFile(file, { rules, change, surroundings })));
}

/** Runs the rules over one file of a change. */
export function scanFile(file: ChangedFile, { rules, change, surroundings }: ScanScope): FileReading {
  const able = rules.filter((rule) => isAble(rule, surroundings) && looksAt(rule, file));
  const everywhere = able.filter((rule) => !isForCode(rule) && asks(rule, file.path));
  const covering = coveredBy(file.path, able);
  const stage = openStage(file, { change, surroundings });
  const found = everywhere.flatMap((rule) => findHits(rule, stage));
  const code = covering.length === 0 ? NOT_ASKED : readCode(stage, covering);
  const unread = code.unread ?? stage.after.trouble() ?? troubleBefore(stage);
  const hits = inOrder([...found, ...code.hits]);
  const symbols = hits.map(({ path, line, side }) => ({ path, line, side, symbol: stage.symbol({ line, side }) }));
  return { path: file.path, hits, read: code.read, unread, symbols, modules: modulesOf(stage) };
}

/** Whether a rule asks a file at all, whatever comes of reading it. */
export function isAsked(file: ChangedFile, { rules, surroundings }: Omit<ScanScope, 'change'>): boolean {
  const able = rules.filter((rule) => isAble(rule, surroundings) && looksAt(rule, file));
  return able.some((rule) => !isForCode(rule) && asks(rule, file.path)) || coveredBy(file.path, able).length > 0;
}

/** Puts together what was seen in the files of a change. */
export function reportOf(readings: readonly FileReading[]): EvidenceReport {
  return {
    hits: inOrder(readings.flatMap(({ hits }) => hits)),
    read: readings.flatMap(({ path, read }) => (read === null ? [] : [{ path, rules: read }])),
    unread: readings.flatMap(({ path, unread }) => (unread === null ? [] : [{ path, reason: unread }])),
    symbols: readings.flatMap(({ symbols }) => symbols),
    imports: readings.flatMap(({ path, modules }) => (modules.length === 0 ? [] : [{ path, modules }])),
  };
}

/** Runs the rules over every line of a text that is no change; code in it is not read. */
export function scanText(path: string, text: string, rules: readonly EvidenceRule[]): readonly Hit[] {
  const file = changedFile(path, null, text);
  const scope = { change: { files: [file] }, surroundings: NO_SURROUNDINGS };
  return scanFile(file, { ...scope, rules: rules.filter(({ language }) => language === 'text') }).hits;
}

/** The rules that read a file's code, by its language and path; a file that none covers cannot be judged by rules. */
export function coveredBy(path: string, rules: readonly EvidenceRule[]): readonly EvidenceRule[] {
  const language = languageOf(path);
  return rules.filter((rule) => language !== null && rule.language === language && asks(rule, path));
}

/** A longer script that no rule asks for is not parsed for its imports: one that nests without end could hold up the rules. */
const LONGEST_SCRIPT = 100_000;

/** Looked up last, so that nobody takes a file for unread by the rules that only this has opened. */
function modulesOf({ scene: { file }, before, after }: Stage): readonly string[] {
  const side = file.status === 'deleted' ? 'before' : 'after';
  const isLong = (file[side]?.length ?? 0) > LONGEST_SCRIPT && languageOf(file.path) !== 'python';
  const source = isLong ? null : { before, after }[side].read();
  return source === null ? [] : importedModules(source);
}

function isForCode({ language }: EvidenceRule): boolean {
  return language !== 'text' && language !== 'any';
}

/** Whether a rule asks a path, whatever the language. */
function asks({ paths }: EvidenceRule, path: string): boolean {
  if (paths === undefined) return true;
  const fold = (text: string) => (paths.case === 'ignore' ? text.toLowerCase() : text);
  const isOneOf = (globs: readonly string[]) => matchesAny(fold(path), globs.map(fold));
  return (paths.only === undefined || isOneOf(paths.only)) && !(paths.never !== undefined && isOneOf(paths.never));
}

/** A rule that needs to know what nobody told has nothing to say. */
function isAble({ detect }: EvidenceRule, surroundings: Surroundings): boolean {
  const needs = detect === undefined ? null : detectors[detect].needs;
  return needs === null || surroundings[needs].length > 0;
}

function looksAt(rule: EvidenceRule, { status }: ChangedFile): boolean {
  return status !== 'deleted' || looksAtBothSides(rule);
}

function looksAtBothSides({ detect }: EvidenceRule): boolean {
  return detect !== undefined && detectors[detect].looksAt === 'both sides';
}

const NOT_ASKED = { hits: [], read: null, unread: null };

function readCode(stage: Stage, rules: readonly EvidenceRule[]): Pick<FileReading, 'hits' | 'read' | 'unread'> {
  const { file } = stage.scene;
  const unread = (reason: string) => ({ hits: [], read: null, unread: reason });
  if (file.unreadable !== null) return unread(file.unreadable);
  if (file.binary) return unread('the file is binary');
  const isDeleted = file.status === 'deleted';
  if ((isDeleted ? file.before : file.after) === null) {
    return unread('only a diff was given, the file around it is not known');
  }
  const read = isDeleted ? stage.before : stage.after;
  if (read.read() === null) return unread(read.trouble() ?? 'no rule reads this kind of file');
  const hits = rules.flatMap((rule) => findHits(rule, stage));
  const trouble = read.trouble();
  if (trouble !== null) return { hits, read: null, unread: trouble };
  const blind = troubleBefore(stage) === null ? [] : rules.filter(looksAtBothSides);
  const seeing = rules.filter((rule) => !blind.includes(rule)).map(({ id }) => id);
  return { hits, read: seeing.length === 0 ? null : seeing.toSorted(), unread: null };
}

function troubleBefore({ before, scene }: Stage): string | null {
  const trouble = before.trouble();
  return trouble === null || scene.file.status === 'deleted' ? trouble : `before the change, ${trouble}`;
}

function findHits(rule: EvidenceRule, stage: Stage): readonly Hit[] {
  const isAnywhere = looksAtBothSides(rule);
  if (!isAnywhere && stage.added.size === 0) return [];
  const found = new Map<string, Hit>();
  for (const one of findWith(rule, stage)) {
    if (!isAnywhere && (one.side !== 'after' || !stage.added.has(one.line))) continue;
    const key = `${one.side} ${one.line}`;
    if (!found.has(key)) found.set(key, hitOf(rule, one, stage));
  }
  return [...found.values()];
}

function findWith(rule: EvidenceRule, { scene, speller }: Stage): readonly Found[] {
  if (rule.detect !== undefined) return detectors[rule.detect].detect(scene);
  const { after } = scene;
  const names = speller();
  return after === null || names === null ? [] : matchRule(rule, after, names).map((line) => ({ line, side: 'after' }));
}

function hitOf(rule: EvidenceRule, found: Found, { scene, quote, allowances }: Stage): Hit {
  const { id, severity, code, skill } = rule;
  const hit: Hit = {
    rule: id,
    class: rule.class,
    severity,
    code,
    skill,
    path: scene.file.path,
    line: found.line,
    side: found.side,
    quote: quote(found),
    message: found.message ?? rule.message,
    mend: found.mend ?? rule.mend,
    record: found.record ?? null,
    allowed: null,
  };
  return withAllowance(hit, allowanceOf(allowances(), hit));
}

function inOrder(hits: readonly Hit[]): readonly Hit[] {
  return hits.toSorted(
    (left, right) =>
      compareText(left.path, right.path) ||
      left.line - right.line ||
      compareText(left.rule, right.rule) ||
      compareText(left.side, right.side),
  );
}
