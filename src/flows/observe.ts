import { addedLines, type Change } from '../change/change.ts';
import { lineAt, mapTexts, replaceLine } from '../change/change-texts.ts';
import { type FoundSecret, redactChange, redactSecrets } from '../change/secrets.ts';
import type { Hit } from '../evidence/hit.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import { scanChange, scanText } from '../evidence/scan.ts';
import { SECRET_RULE, secretHits } from '../evidence/secret-hit.ts';
import { type SymbolLookup, symbolsOf } from '../evidence/symbol.ts';
import { removeInvisible } from '../kernel/invisible.ts';

/** What is reviewed. */
export type Subject = ChangeSubject | ArtifactSubject;

export interface ChangeSubject {
  readonly kind: 'change';
  readonly change: Change;
}

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
  /** What was taken out, in words. */
  readonly notes: readonly string[];
  /** The function or class around a line; null at module level and in languages that are not read. */
  readonly symbolOf: (path: string, line: number, side: 'before' | 'after') => string | null;
}

/** Takes invisible characters and secrets out of a change; the rules look at it before the secrets go. */
export function observeChange({ change }: ChangeSubject, rules: readonly EvidenceRule[]): Observation<ChangeSubject> {
  const invisible = countInvisible(change);
  const clean = invisible === 0 ? change : mapTexts(change, (text) => removeInvisible(text).text);
  const { hits, read } = scanChange(clean, rules);
  const redacted = redactChange(clean);
  const found = redacted.secrets.filter((secret) => isAdded(clean, secret));
  const shown = maskLiterals(
    redacted.change,
    hits.filter(({ rule }) => rule === SECRET_RULE),
    found,
  );
  return {
    subject: { kind: 'change', change: shown },
    hits: merge(hits, secretHits(found, rules)).map((hit) => ({ ...hit, quote: quoteOf(shown, hit) })),
    read,
    notes: notesOn(invisible, redacted.secrets.length),
    symbolOf: lookUpSymbols(shown),
  };
}

/** The same for a document, of which every line counts as new. */
export function observeArtifact(
  subject: ArtifactSubject,
  rules: readonly EvidenceRule[],
): Observation<ArtifactSubject> {
  const { path } = subject;
  const clean = removeInvisible(subject.text);
  const { text, secrets } = redactSecrets(path, clean.text);
  const lines = text.split('\n');
  const found = secretHits(
    secrets.map((secret) => ({ ...secret, path, side: 'after' as const })),
    rules,
  );
  return {
    subject: { kind: 'artifact', path, text },
    hits: merge(scanText(path, clean.text, rules), found).map((hit) => ({ ...hit, quote: lines[hit.line - 1] ?? '' })),
    read: [],
    notes: notesOn(clean.removed, secrets.length),
    symbolOf: () => null,
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

function isAdded({ files }: Change, { path, side, line }: FoundSecret): boolean {
  const file = files.find((one) => one.path === path);
  return side === 'after' && file !== undefined && addedLines(file).has(line);
}

/** What only the syntax rule knows as a secret is masked too: the literals of its line. */
function maskLiterals(change: Change, hits: readonly Hit[], found: readonly FoundSecret[]): Change {
  const masked = new Set(found.map(({ path, line }) => `${path}:${line}`));
  return hits
    .filter(({ path, line }) => !masked.has(`${path}:${line}`))
    .reduce(
      (shown, hit) => replaceLine(shown, hit, (text) => text.replaceAll(LITERAL, '$1[secret removed]$1')),
      change,
    );
}

const LITERAL = /(["'])(?:\\.|(?!\1)[^\\]){4,}\1/g;

/** One hit for each rule and line. */
function merge(hits: readonly Hit[], more: readonly Hit[]): readonly Hit[] {
  const all = new Map<string, Hit>();
  for (const hit of [...more, ...hits]) all.set(`${hit.rule} ${hit.path} ${hit.side} ${hit.line}`, hit);
  return [...all.values()];
}

function quoteOf({ files }: Change, { path, side, line }: Hit): string {
  const file = files.find((one) => one.path === path);
  return file === undefined ? '' : (lineAt(file, side, line) ?? '');
}

function lookUpSymbols({ files }: Change): Observation<ChangeSubject>['symbolOf'] {
  const lookups = new Map<string, SymbolLookup>();
  return (path, line, side) => {
    const file = files.find((one) => one.path === path);
    const text = side === 'before' ? file?.before : file?.after;
    if (text === null || text === undefined) return null;
    const key = `${side} ${path}`;
    const lookup = lookups.get(key) ?? symbolsOf(path, text);
    lookups.set(key, lookup);
    return lookup(line);
  };
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
