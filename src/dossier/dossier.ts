import type { Hit } from '../evidence/hit.ts';
import { quoteText } from '../kernel/quotation.ts';
import type { SessionType } from '../routing/session-type.ts';
import { type DossierBatch, renderBatch } from './batches/outline.ts';
import { asCell } from './cell.ts';
import type { Citable } from './citation.ts';
import type { Coverage, FileCoverage } from './coverage.ts';
import { type DossierLibrary, renderDecisions, renderPassages } from './library.ts';
import { onOneLine } from './one-line.ts';
import { type DossierPart, renderLines } from './part.ts';

/** A hit with the id by which seats cite it: `E1`, `E2`, …, in order of path and line. */
export interface EvidenceItem extends Hit {
  readonly id: string;
  /** Ids of the records and passages that say why it matters: `adr:1#decision`. */
  readonly cites: readonly string[];
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
  /** What the author says of the change, cleaned; null when there is nothing but the change itself. */
  readonly description: string | null;
  readonly parts: readonly DossierPart[];
  readonly coverage: Coverage;
  readonly evidence: readonly EvidenceItem[];
  /** What the team wrote down that bears on it. */
  readonly library: DossierLibrary;
  /** What was taken out of the input: secrets, invisible characters. */
  readonly notes: readonly string[];
  /** The review on which a later one rests, so that the parts show what changed since; null when they show everything. */
  readonly since: DossierSince | null;
  /** What earlier reviews of the pull request found and what became of it. */
  readonly records: readonly DossierRecord[];
  /** Which batch of a large dossier it is; absent when it is the whole. */
  readonly batch?: DossierBatch;
}

/** An earlier review of the same pull request. */
export interface DossierSince {
  /** Number of this review among those of its pull request. */
  readonly round: number;
  /** The commit that was read then; `+` and `-` are relative to it. */
  readonly head: string;
}

/** A finding of an earlier review, so that nobody raises it again without a reason. */
export interface DossierRecord {
  readonly id: string;
  readonly state: 'open' | 'fixed' | 'dismissed' | 'waived' | 'superseded';
  readonly severity: string;
  /** Null for a finding without a place. */
  readonly path: string | null;
  readonly line: number | null;
  readonly claim: string;
  /** Who decided on it and why, in words; empty while it is open. */
  readonly why: string;
}

/** Renders what every seat reads alike: head, coverage, evidence and decisions, then every part, all of it quoted as data. */
export function renderDossier(dossier: Dossier): string {
  const sections = [
    renderHead(dossier),
    ...(dossier.description === null
      ? []
      : [`## What its author says\n\n${quoteText('description', dossier.description)}`]),
    `## Coverage\n\n${quoteText('coverage', renderCoverage(dossier).join('\n'))}`,
    ...(dossier.batch === undefined ? [] : [renderBatch(dossier.batch)]),
    renderEvidence(shownEvidence(dossier)),
    ...renderRecords(dossier),
    ...renderDecisions(dossier.library),
    ...dossier.parts.map(renderPart),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** In a later review only the evidence in what is shown; the rest was told before and is on record. */
function shownEvidence({ evidence, parts, since }: Dossier): readonly EvidenceItem[] {
  if (since === null) return evidence;
  const shown = new Set(parts.map(({ path }) => path));
  return evidence.filter(({ path }) => shown.has(path));
}

/** Renders all that any seat may read: what all read alike, then every passage with the skills that are offered it. */
export function renderWhole(dossier: Dossier): string {
  const passages = renderPassages(dossier.library, null);
  return passages === '' ? renderDossier(dossier) : `${renderDossier(dossier)}\n${passages}\n`;
}

/** What quotes are looked up in. */
export function citableOf({ parts, coverage }: Pick<Dossier, 'parts' | 'coverage'>): Citable {
  return { parts, coverageRows: coverageRows(coverage) };
}

/** The line above a part: path, kind, how it was read, and what a reader should know beforehand. */
export function partTitle({ path, kind, reading, note }: Omit<DossierPart, 'id' | 'lines'>): string {
  return [path, kind, reading, ...(note ? [note] : [])].map(asCell).join(' | ');
}

/** A row for each file that is read now, and how many were read before and have not changed since. */
function renderCoverage({ coverage }: Dossier): readonly string[] {
  const before = coverage.files.filter(({ read_at }) => read_at !== undefined).length;
  const now = coverage.files.filter(({ read_at }) => read_at === undefined);
  const rows = coverageRows({ ...coverage, files: now }).map(({ row }) => row);
  if (before === 0) return rows;
  const files = before === 1 ? 'file was' : 'files were';
  return [...rows, `${before} other ${files} read at an earlier commit and have not changed since`];
}

/** The findings of earlier reviews on the files that are shown, and those that stand nowhere. */
function renderRecords({ records, parts }: Dossier): readonly string[] {
  const shown = new Set(parts.map(({ path }) => path));
  const rows = records.filter(({ path }) => path === null || shown.has(path)).map(recordRow);
  return rows.length === 0 ? [] : [`## Findings on record\n\n${quoteText('records', rows.join('\n'))}`];
}

function recordRow({ id, state, severity, path, line, claim, why }: DossierRecord): string {
  const where = path === null ? 'no place' : `${asCell(path)}${line === null ? '' : `:${line}`}`;
  return onOneLine([id, state, severity, where, asCell(claim), ...(why === '' ? [] : [asCell(why)])].join(' | '));
}

/** The files in words, for a reader who needs no table: path, kind, changed lines, how it was read. */
function coverageRows(coverage: Coverage): readonly { readonly path: string; readonly row: string }[] {
  return coverage.files.map((file) => ({ path: file.path, row: onOneLine(coverageRow(file)) }));
}

function coverageRow({ path, kind, changed_lines, reading, reason }: FileCoverage): string {
  const how = reason === null ? reading : `${reading}: ${asCell(reason)}`;
  return `${asCell(path)} | ${kind} | ${changed_lines} changed ${changed_lines === 1 ? 'line' : 'lines'} | ${how}`;
}

/** Everything but the session type may come from an author: a path, a title, a note that names a file. */
function renderHead(dossier: Dossier): string {
  const range = dossier.head === null ? '' : ` (${dossier.base ?? 'unknown'} to ${dossier.head})`;
  const lines = [
    `Subject: ${dossier.subject}${range}`,
    ...(dossier.since === null
      ? []
      : [
          `Review ${dossier.since.round} of this pull request: the parts show what changed since ${dossier.since.head}`,
        ]),
    ...(dossier.issue === null ? [] : [`Issue: ${dossier.issue}`]),
    ...(dossier.question === null ? [] : [`Question of the person who asked: ${dossier.question}`]),
    ...dossier.notes.map((note) => `Note: ${note}`),
  ];
  const head = quoteText('head', lines.map(onOneLine).join('\n'));
  return `# Dossier\n\nSession type: ${dossier.sessionType}\n\n${head}`;
}

/** Characters of a line that an evidence row shows; the line itself stands in its part. */
const LONGEST_QUOTE = 400;

function renderEvidence(evidence: readonly EvidenceItem[]): string {
  const title = '## Evidence found by rules';
  if (evidence.length === 0) return `${title}\n\nNo rule found anything in the lines that the rules read.`;
  return `${title}\n\n${quoteText('evidence', evidence.map(evidenceRow).join('\n'))}`;
}

function evidenceRow(item: EvidenceItem): string {
  const where = `${asCell(item.path)}:${item.line} (${item.side})`;
  const quote = item.quote.trim();
  const shown = quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).toWellFormed()} […]` : quote;
  const what = `${item.class} ${item.severity} ${item.code}`;
  const basis = item.cites.map((id) => `[${id}]`).join(' ');
  const allowed = item.allowed === null ? [] : [`the line allows it with the words: ${asCell(item.allowed)}`];
  const cells = [item.id, item.rule, what, where, shown, item.message, ...allowed];
  return onOneLine([...cells, ...(basis === '' ? [] : [basis])].join(' | '));
}

function renderPart(part: DossierPart): string {
  return `## ${part.id}\n\n${quoteText(part.id, `${partTitle(part)}\n${renderLines(part.lines)}`)}`;
}
