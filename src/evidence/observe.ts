import { addedLines, type Change, type Place } from '../change/change.ts';
import { linesOf, mapTexts, replaceLines } from '../change/change-texts.ts';
import type { FoundSecret } from '../change/secrets/found-secret.ts';
import { redactPath, redactPaths } from '../change/secrets/path.ts';
import { redactChange, redactSecrets } from '../change/secrets.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import type { Hit } from './hit.ts';
import { type ImportEdge, importEdges } from './import-edge.ts';
import { languageOf } from './language.ts';
import type { EvidenceRule } from './rule.ts';
import { type EvidenceReport, scanText } from './scan.ts';
import { SECRET_RULE, secretHits } from './secret-hit.ts';
import type { SourceText } from './symbol.ts';

/** What is reviewed. */
export type Subject = ChangeSubject | ArtifactSubject;

/** A change under review. */
export interface ChangeSubject {
  readonly kind: 'change';
  readonly change: Change;
}

/** A document under review. */
export interface ArtifactSubject {
  readonly kind: 'artifact';
  readonly path: string;
  readonly text: string;
}

/** A subject that may be shown, with what the rules saw on it. */
export interface Observation<S extends Subject> {
  readonly subject: S;
  readonly hits: readonly Hit[];
  /** Files whose code a rule has read, with the rules that asked them. */
  readonly read: readonly { readonly path: string; readonly rules: readonly string[] }[];
  /** Files that rules ask and could not read, with the reason. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
  /** What was taken out, in words. */
  readonly notes: readonly string[];
  /** The texts in which functions and classes can be looked up; without those in languages that are not read. */
  readonly sources: readonly SourceText[];
  /** Which of its files import which others, by the paths that may be shown. */
  readonly edges: readonly ImportEdge[];
}

/**
 * Takes invisible characters and secrets out of a change. The report tells what the rules saw in it as it is; the paths
 * and lines that are shown from it are those that may be shown.
 */
export function observeChange(
  { change }: ChangeSubject,
  rules: readonly EvidenceRule[],
  report: EvidenceReport,
): Observation<ChangeSubject> {
  const invisible = countInvisible(change);
  const clean = invisible === 0 ? change : mapTexts(change, (text) => removeInvisible(text).text);
  const paths = redactPaths(clean);
  const { hits, read, unread } = renamed(report, paths);
  const redacted = redactChange(clean);
  const added = indexAdded(redacted.change);
  const found = redacted.secrets.filter(({ side, path, line }) => side === 'after' && added.get(path)?.has(line));
  const shown = maskLiterals(
    redacted.change,
    hits.filter(({ rule }) => rule === SECRET_RULE),
    found,
  );
  const quoteOf = indexLines(shown);
  return {
    subject: { kind: 'change', change: shown },
    hits: merge(hits, secretHits(found, rules)).map((hit) => ({ ...hit, quote: quoteOf(hit) })),
    read,
    unread,
    notes: notesOn(invisible, redacted.secrets.length),
    sources: sourcesOf(shown),
    edges: edgesOf(report, change, paths),
  };
}

/** What the rules saw, under the paths that may be shown. */
function renamed(
  { hits, read, unread }: EvidenceReport,
  paths: ReadonlyMap<string, string>,
): Pick<EvidenceReport, 'hits' | 'read' | 'unread'> {
  const shown = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: paths.get(one.path) ?? one.path });
  return { hits: hits.map(shown), read: read.map(shown), unread: unread.map(shown) };
}

/** Looked up by the paths as they are, since names of modules are made from them. */
function edgesOf(
  { imports }: EvidenceReport,
  { files }: Change,
  shown: ReadonlyMap<string, string>,
): readonly ImportEdge[] {
  const name = (path: string) => shown.get(path) ?? path;
  const edges = importEdges(
    imports,
    files.map(({ path }) => path),
  );
  return edges.map(({ from, to }) => ({ from: name(from), to: name(to) }));
}

/** The same for a document, of which every line counts as new. */
export function observeArtifact(
  subject: ArtifactSubject,
  rules: readonly EvidenceRule[],
): Observation<ArtifactSubject> {
  const path = redactPath(subject.path);
  const clean = removeInvisible(subject.text);
  const { text, secrets } = redactSecrets(subject.path, clean.text);
  const lines = text.split('\n');
  const found = secretHits(
    secrets.map((secret) => ({ ...secret, path, side: 'after' as const })),
    rules,
  );
  return {
    subject: { kind: 'artifact', path, text },
    hits: merge(scanText(path, clean.text, rules), found).map((hit) => ({ ...hit, quote: lines[hit.line - 1] ?? '' })),
    read: [],
    unread: [],
    notes: notesOn(clean.removed, secrets.length),
    sources: [],
    edges: [],
  };
}

function countInvisible({ files }: Change): number {
  const texts = files.flatMap(({ after, hunks }) => [
    ...(after === null ? [] : [after]),
    ...hunks.flatMap(({ lines }) =>
      lines.filter((line) => after === null || line.after === null).map(({ text }) => text),
    ),
  ]);
  return texts.reduce((sum, text) => sum + removeInvisible(text).removed, 0);
}

function indexAdded({ files }: Change): ReadonlyMap<string, ReadonlySet<number>> {
  return new Map(files.map((file) => [file.path, addedLines(file)]));
}

/** What only the syntax rule knows as a secret is masked too: the literals of its line. */
function maskLiterals(change: Change, hits: readonly Hit[], found: readonly FoundSecret[]): Change {
  const masked = new Set(found.map(({ path, line }) => `${path}:${line}`));
  const open = hits.filter(({ path, line }) => !masked.has(`${path}:${line}`));
  const paths = [...new Set(open.map(({ path }) => path))];
  return paths.reduce((shown, path) => {
    const lines = new Set(open.filter((hit) => hit.path === path).map(({ line }) => line));
    return replaceLines(shown, { path, lines }, (text) => text.replaceAll(LITERAL, '$1[secret removed]$1'));
  }, change);
}

const LITERAL = /(["'])(?:\\.|(?!\1)[^\\]){4,}\1/g;

/** One hit for each rule and line. */
function merge(hits: readonly Hit[], more: readonly Hit[]): readonly Hit[] {
  const all = new Map<string, Hit>();
  for (const hit of [...more, ...hits]) all.set(`${hit.rule} ${hit.path} ${hit.side} ${hit.line}`, hit);
  return [...all.values()];
}

/** The line at a place, from the whole texts where there are any. */
function indexLines({ files }: Change): (place: Place) => string {
  const indexes = new Map<string, ReadonlyMap<number, string>>();
  return ({ path, side, line }) => {
    const key = `${side} ${path}`;
    const file = files.find((one) => one.path === path);
    const index = indexes.get(key) ?? (file === undefined ? new Map() : linesOf(file, side));
    indexes.set(key, index);
    return index.get(line) ?? '';
  };
}

function sourcesOf({ files }: Change): readonly SourceText[] {
  return files
    .filter(({ path }) => languageOf(path) !== null)
    .flatMap(({ path, before, after }) => [
      ...(before === null ? [] : [{ path, side: 'before' as const, text: before }]),
      ...(after === null ? [] : [{ path, side: 'after' as const, text: after }]),
    ]);
}

function notesOn(invisible: number, secrets: number): readonly string[] {
  return [
    ...(invisible > 0
      ? [`${invisible} invisible or control ${invisible === 1 ? 'character was' : 'characters were'} removed`]
      : []),
    ...(secrets > 0
      ? [`${secrets} ${secrets === 1 ? 'credential was' : 'credentials were'} replaced by a placeholder`]
      : []),
  ];
}
