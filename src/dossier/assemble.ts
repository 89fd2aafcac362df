import type { Change, ChangedFile } from '../change/change.ts';
import { classifyFile, compareForReading } from '../change/file-kind.ts';
import type { AttributeRule } from '../change/git-attributes.ts';
import type { Hit } from '../evidence/hit.ts';
import { compareText } from '../kernel/compare-text.ts';
import type { SessionType } from '../routing/session-type.ts';
import { assembleCoverage, type FileCoverage, isGoneUnseen, listed, read, unread } from './coverage.ts';
import type { Dossier, EvidenceItem } from './dossier.ts';
import { EMPTY_LIBRARY } from './library.ts';
import { type DossierPart, readArtifact, readPart, type View } from './part.ts';

/** What a dossier says of its session. */
export interface DossierFrame {
  readonly sessionType: SessionType;
  readonly question: string | null;
  readonly issue: string | null;
  readonly description: string | null;
  /** What was taken out of the input, in words. */
  readonly notes: readonly string[];
}

/** What is known of a change beside its texts, and how much is shown around its lines. */
export interface ChangeReading {
  readonly hits: readonly Hit[];
  readonly attributes: readonly AttributeRule[];
  /** Wide unless told. */
  readonly view?: View;
}

/** Assembles the dossier of a change that is free of secrets and invisible characters. */
export function assembleChange(
  frame: DossierFrame,
  change: Change,
  { hits, attributes, view = 'wide' }: ChangeReading,
): Dossier {
  const classed = change.files.map((file) => ({ file, ...classifyFile(file, attributes) })).sort(compareForReading);
  const parts: Omit<DossierPart, 'id'>[] = [];
  const coverage: FileCoverage[] = [];
  for (const { file, kind, aside, note } of classed) {
    if (aside !== null) {
      coverage.push(listed(file, kind, `${aside.as}, told by ${aside.because}`));
      continue;
    }
    const part = readPart(file, view);
    if (part === null) {
      coverage.push(withoutPart(file, kind));
      continue;
    }
    parts.push({ path: file.path, kind, reading: part.reading, lines: part.lines, note: noteOn(file, note) });
    coverage.push(read(file, kind, part));
  }
  return {
    ...frame,
    subject: change.name,
    base: change.base,
    head: change.head,
    parts: parts.map((part, index) => ({ id: `F${index + 1}`, ...part })),
    coverage: assembleCoverage(coverage),
    evidence: numberHits(hits),
    library: EMPTY_LIBRARY,
    since: null,
    records: [],
  };
}

/** Assembles the dossier of a document: one part, read whole. */
export function assembleArtifact(
  frame: DossierFrame,
  artifact: { readonly path: string; readonly text: string },
  hits: readonly Hit[],
): Dossier {
  const { path } = artifact;
  const { reading, reason, lines, cutLines } = readArtifact(artifact.text);
  const row: FileCoverage = {
    path,
    kind: 'docs',
    reading,
    reason,
    changed_lines: lines.length,
    read_lines: lines.length - cutLines,
  };
  return {
    ...frame,
    subject: path,
    base: null,
    head: null,
    parts: [{ id: 'F1', path, kind: 'docs', reading, lines }],
    coverage: assembleCoverage([row]),
    evidence: numberHits(hits),
    library: EMPTY_LIBRARY,
    since: null,
    records: [],
  };
}

/** A file without lines to show: unread when there should be some, listed when it is a picture or only its name or mode changed. */
function withoutPart(file: ChangedFile, kind: FileCoverage['kind']): FileCoverage {
  if (file.unreadable !== null) return unread(file, kind, file.unreadable);
  if (file.binary) return kind === 'docs' ? listed(file, kind, 'binary') : unread(file, kind, 'binary');
  if (isGoneUnseen(file)) return unread(file, kind, 'deleted, and the diff leaves its lines out');
  const isRenamed = file.status === 'renamed';
  return listed(file, kind, isRenamed ? `renamed from ${file.previousPath}, text unchanged` : 'no line changed');
}

/** What the marks in front of its lines do not tell of a file. */
function noteOn(file: ChangedFile, note: string | null): string | null {
  const fate = {
    added: 'new file',
    modified: null,
    deleted: 'deleted',
    renamed: `renamed from ${file.previousPath}`,
  }[file.status];
  const known = [fate, note].filter((words) => words !== null);
  return known.length === 0 ? null : known.join('; ');
}

/** Numbers hits by place, so that the same hits have the same ids in whatever order they were found. */
function numberHits(hits: readonly Hit[]): readonly EvidenceItem[] {
  const sorted = [...hits].sort(
    (left, right) =>
      compareText(left.path, right.path) ||
      left.line - right.line ||
      compareText(left.side, right.side) ||
      compareText(left.rule, right.rule),
  );
  return sorted.map((hit, index) => ({ id: `E${index + 1}`, ...hit, cites: [] }));
}
