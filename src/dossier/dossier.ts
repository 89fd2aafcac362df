import type { Hit } from '../evidence/hit.ts';
import { quoteText } from '../kernel/quotation.ts';
import type { SessionType } from '../routing/session-type.ts';
import type { Citable } from './citation.ts';
import type { Coverage, FileCoverage } from './coverage.ts';
import { type DossierPart, renderLines } from './part.ts';

/** A hit with the id by which seats cite it: `E1`, `E2`, …, in order of path and line. */
export interface EvidenceItem extends Hit {
  readonly id: string;
}

/** Everything a seat may read, and nothing else. */
export interface Dossier {
  readonly sessionType: SessionType;
  /** Name of the change or path of the artifact. */
  readonly subject: string;
  readonly base: string | null;
  readonly head: string | null;
  readonly question: string | null;
  readonly issue: string | null;
  readonly parts: readonly DossierPart[];
  readonly coverage: Coverage;
  readonly evidence: readonly EvidenceItem[];
  /** What was taken out of the input: secrets, invisible characters. */
  readonly notes: readonly string[];
}

/** Renders the dossier as its seats read it: head, coverage and evidence, then every part as quoted data. */
export function renderDossier(dossier: Dossier): string {
  const sections = [
    renderHead(dossier),
    `## Coverage\n\n${quoteText('coverage', coverageRows(dossier.coverage).map(({ row }) => row).join('\n'))}`,
    renderEvidence(dossier.evidence),
    ...dossier.parts.map(renderPart),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What quotes are looked up in. */
export function citableOf({ parts, coverage }: Pick<Dossier, 'parts' | 'coverage'>): Citable {
  return { parts, coverageRows: coverageRows(coverage) };
}

/** The files in words, for a reader who needs no table: path, kind, changed lines, how it was read. */
function coverageRows(coverage: Coverage): readonly { readonly path: string; readonly row: string }[] {
  return coverage.files.map((file) => ({ path: file.path, row: coverageRow(file) }));
}

function coverageRow({ path, kind, changed_lines, reading, reason }: FileCoverage): string {
  const how = reason === null ? reading : `${reading}: ${reason}`;
  return `${path} | ${kind} | ${changed_lines} changed lines | ${how}`;
}

function renderHead(dossier: Dossier): string {
  const range = dossier.head === null ? '' : ` (${dossier.base ?? 'unknown'} to ${dossier.head})`;
  const lines = [
    '# Dossier',
    '',
    `Session type: ${dossier.sessionType}`,
    `Subject: ${dossier.subject}${range}`,
    ...(dossier.issue === null ? [] : [`Issue: ${dossier.issue}`]),
    ...(dossier.question === null ? [] : [`Question of the person who asked: ${dossier.question}`]),
    ...dossier.notes.map((note) => `Note: ${note}`),
  ];
  return lines.join('\n');
}

function renderEvidence(evidence: readonly EvidenceItem[]): string {
  if (evidence.length === 0) return '## Evidence found by rules\n\nNo rule found anything in the lines that the rules read.';
  const rows = evidence.map(
    (item) =>
      `${item.id} | ${item.rule} | ${item.class} ${item.severity} ${item.code} | ${item.path}:${item.line} (${item.side}) | ${item.quote.trim()} | ${item.message}`,
  );
  return `## Evidence found by rules\n\n${quoteText('evidence', rows.join('\n'))}`;
}

function renderPart(part: DossierPart): string {
  const title = `${part.path} | ${part.kind} | ${part.reading}`;
  return `## ${part.id}\n\n${quoteText(part.id, `${title}\n${renderLines(part.lines)}`)}`;
}

