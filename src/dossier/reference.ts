import type { EvidenceItem } from './dossier.ts';
import type { DossierLibrary, DossierPassage } from './library.ts';
import type { DossierPart } from './part.ts';

/** Something of the dossier that a claim rests on, by its id. */
export interface Reference {
  /** As it is written, without brackets: `adr:25`, `doc:docs/runbook.md#rollback`, `code:src/a.py:12`, `rule:leak/backfill`. */
  readonly id: string;
  readonly kind: 'record' | 'passage' | 'code' | 'rule';
  /** For people: `ADR-25 §Decision`. */
  readonly label: string;
  /** Where it stands; null for a rule, which stands in no file of the change. */
  readonly path: string | null;
  readonly line: number | null;
  readonly endLine: number | null;
  /** Its words, for whoever examines the claim; empty for a rule. */
  readonly text: string;
}

/** What ids are looked up in. */
export interface Referable {
  readonly parts: readonly DossierPart[];
  readonly evidence: readonly EvidenceItem[];
  readonly library: DossierLibrary;
}

/** An id in square brackets within a text. */
const INLINE = /\[((?:adr|doc|code|rule):(?:[^\][\n]|\[[^\][\n]{0,80}\]){1,300})\]/gi;

/** The ids that a text cites in square brackets, each once, in the order of the text. */
export function citedIds(text: string): readonly string[] {
  return [...new Set([...text.matchAll(INLINE)].map(([, id = '']) => id.trim()))];
}

/** What an id of a model's answer refers to in a dossier; null when nothing there has it. */
export function findReference(written: string, dossier: Referable): Reference | null {
  const id = written
    .trim()
    .replace(/^\[([\s\S]*)\]$/, '$1')
    .trim();
  const [, kind = '', name = ''] = /^(adr|doc|code|rule)[:-]\s*(\S[\s\S]*)$/i.exec(id) ?? [];
  switch (kind.toLowerCase()) {
    case 'adr':
      return findRecord(name, dossier.library);
    case 'doc':
      return findDocument(name, dossier.library);
    case 'code':
      return findCode(name, dossier.parts);
    case 'rule':
      return findRule(name, dossier.evidence);
    default:
      return null;
  }
}

/** A passage as a reference. */
function referToPassage({ id, path, line, endLine, headings, text }: DossierPassage): Reference {
  const section = headings.at(-1);
  const document = nameOfDocument(id, path);
  const label = section === undefined || section === '' ? document : `${document} §${section}`;
  return { id, kind: 'passage', label, path, line, endLine, text };
}

/** `ADR-25` for a numbered record, else the path. */
function nameOfDocument(id: string, path: string): string {
  const number = /^adr:(\d+)/.exec(id)?.[1];
  return number === undefined ? path : `ADR-${number}`;
}

/** `25`, `025` and `25#decision` name the record or one of its passages. */
function findRecord(name: string, { decisions, passages }: DossierLibrary): Reference | null {
  const [, digits = '', anchor = ''] = /^0*(\d+)(#\S*)?$/.exec(name) ?? [];
  if (digits === '') return null;
  const passage = pick(passages, `adr:${digits}`, anchor);
  if (anchor !== '') return passage === null ? null : referToPassage(passage);
  const decision = decisions.find(({ id }) => id === `adr:${digits}`);
  if (decision === undefined) return passage === null ? null : { ...referToPassage(passage), id: `adr:${digits}` };
  const { id, title, path, line } = decision;
  return {
    id,
    kind: 'record',
    label: `ADR-${digits} ${title}`,
    path,
    line,
    endLine: line,
    text: passage?.text ?? title,
  };
}

function findDocument(name: string, { decisions, passages }: DossierLibrary): Reference | null {
  const at = name.indexOf('#');
  const path = (at < 0 ? name : name.slice(0, at)).replace(/^\.?\//, '');
  const anchor = at < 0 ? '' : name.slice(at);
  const passage = pick(passages, `doc:${path}`, anchor) ?? pickByPath(passages, path, anchor);
  if (passage !== null) return referToPassage(passage);
  const decision = anchor === '' ? decisions.find((one) => one.path === path) : undefined;
  if (decision === undefined) return null;
  return { ...decision, kind: 'record', label: decision.title, endLine: decision.line, text: decision.title };
}

/** The passage of an id; without an anchor the decision of a record, else its first passage. */
function pick(passages: readonly DossierPassage[], document: string, anchor: string): DossierPassage | null {
  if (anchor !== '') return passages.find(({ id }) => id === document + anchor) ?? null;
  const own = passages.filter(
    ({ id }) => id === document || id.startsWith(`${document}#`) || id.startsWith(`${document}~`),
  );
  return own.find(({ id }) => /#d[eé]cision/i.test(id)) ?? own[0] ?? null;
}

/** A record may be cited by its path as well. */
function pickByPath(passages: readonly DossierPassage[], path: string, anchor: string): DossierPassage | null {
  const own = passages.filter((passage) => passage.path === path);
  return (anchor === '' ? own[0] : own.find(({ id }) => id.endsWith(anchor))) ?? null;
}

/** More lines at once point at nothing. */
const MOST_LINES = 20;

/** `src/a.py:12` and `src/a.py:12-14`, when the dossier shows the line. */
function findCode(name: string, parts: readonly DossierPart[]): Reference | null {
  const [, path = '', from = '', to = from] = /^(\S.*):(\d+)(?:-(\d+))?$/.exec(name) ?? [];
  const [line, endLine] = [Number(from), Number(to)];
  if (endLine - line >= MOST_LINES) return null;
  const part = parts.find((one) => one.path === path);
  const shown = part?.lines.filter(
    ({ number, mark }) => number !== null && mark !== '~' && mark !== '-' && number >= line && number <= endLine,
  );
  if (shown === undefined || !shown.some(({ number }) => number === line)) return null;
  const label = `${path}:${from === to ? from : `${from}-${to}`}`;
  const text = shown.map((one) => one.text).join('\n');
  return { id: `code:${label}`, kind: 'code', label, path, line, endLine: shown.at(-1)?.number ?? line, text };
}

/** A rule is known when it found something. */
function findRule(name: string, evidence: readonly EvidenceItem[]): Reference | null {
  const found = evidence.find(({ rule }) => rule === name);
  if (found === undefined) return null;
  return { id: `rule:${name}`, kind: 'rule', label: name, path: null, line: null, endLine: null, text: '' };
}
