import type { Change, ChangedFile } from '../change/change.ts';
import { classifyFile, compareForReading } from '../change/file-kind.ts';
import type { AttributeRule } from '../change/git-attributes.ts';
import type { Hit } from '../evidence/hit.ts';
import type { SessionType } from '../routing/session-type.ts';
import { assembleCoverage, type FileCoverage, listed, read, unread } from './coverage.ts';
import type { Dossier, EvidenceItem } from './dossier.ts';
import { artifactLines, type DossierPart, readPart } from './part.ts';

/** What a dossier says of its session. */
export interface DossierFrame {
  readonly sessionType: SessionType;
  readonly question: string | null;
  readonly issue: string | null;
  /** What was taken out of the input, in words. */
  readonly notes: readonly string[];
}

/** Assembles the dossier of a change that is free of secrets and invisible characters. */
export function assembleChange(
  frame: DossierFrame,
  change: Change,
  { hits, attributes }: { hits: readonly Hit[]; attributes: readonly AttributeRule[] },
): Dossier {
  const classed = change.files
    .map((file) => ({ file, ...classifyFile(file.path, file.after ?? file.before, attributes) }))
    .sort(compareForReading);
  const parts: Omit<DossierPart, 'id'>[] = [];
  const coverage: FileCoverage[] = [];
  for (const { file, kind, aside } of classed) {
    if (aside !== null) {
      coverage.push(listed(file, kind, `${aside.as}, told by ${aside.because}`));
      continue;
    }
    const part = readPart(file);
    if (part === null) {
      coverage.push(withoutPart(file, kind));
      continue;
    }
    parts.push({ path: file.path, kind, ...part });
    coverage.push(read(file, kind, part.reading));
  }
  return {
    ...frame,
    subject: change.name,
    base: change.base,
    head: change.head,
    parts: parts.map((part, index) => ({ id: `F${index + 1}`, ...part })),
    coverage: assembleCoverage(coverage),
    evidence: numberHits(hits),
  };
}

/** Assembles the dossier of a document: one part, read whole. */
export function assembleArtifact(
  frame: DossierFrame,
  artifact: { readonly path: string; readonly text: string },
  hits: readonly Hit[],
): Dossier {
  const lines = artifactLines(artifact.text);
  const { path } = artifact;
  const row: FileCoverage = {
    path,
    kind: 'docs',
    reading: 'whole',
    reason: null,
    changed_lines: lines.length,
    read_lines: lines.length,
  };
  return {
    ...frame,
    subject: path,
    base: null,
    head: null,
    parts: [{ id: 'F1', path, kind: 'docs', reading: 'whole', lines }],
    coverage: assembleCoverage([row]),
    evidence: numberHits(hits),
  };
}

/** A file without lines to show: unread when there should be some, listed when only its name or mode changed. */
function withoutPart(file: ChangedFile, kind: FileCoverage['kind']): FileCoverage {
  if (file.unreadable !== null) return unread(file, kind, file.unreadable);
  if (file.binary) return unread(file, kind, 'binary');
  return listed(file, kind, file.status === 'renamed' ? `renamed from ${file.previousPath}, text unchanged` : 'no line changed');
}

function numberHits(hits: readonly Hit[]): readonly EvidenceItem[] {
  const sorted = [...hits].sort(
    (left, right) => compareText(left.path, right.path) || left.line - right.line || compareText(left.rule, right.rule),
  );
  return sorted.map((hit, index) => ({ id: `E${index + 1}`, ...hit }));
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
