import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { type FindingRow, sourcesOfRow, unknownSourcesOfRow } from '../rows.ts';
import type { Session } from '../session.ts';
import type { Source } from '../source.ts';
import type { CommentPlace } from './place.ts';
import { LONGEST_ADDRESS } from './where.ts';

const MOST_SOURCES = 4;
const MOST_UNKNOWN = 3;
const LONGEST_LABEL = 90;

/** What a row of findings rests on, each linked where it stands: `[leak/backfill](…), [ADR-1 §Decision](…)`; empty when on nothing but its place. */
export function drawSources(row: FindingRow, session: Session, place: CommentPlace): string {
  const rules = [...new Set(row.members.flatMap(({ rule }) => rule ?? []))].map((id) => drawRule(id, session, place));
  const sources = sourcesOfRow(row).filter(
    ({ kind, label }) => kind !== 'rule' || row.members.every(({ rule }) => rule !== label),
  );
  const drawn = [
    ...rules.filter((rule) => rule !== null),
    ...sources.map((source) => drawSource(source, session, place)),
  ];
  const more = drawn.length > MOST_SOURCES ? [`and ${drawn.length - MOST_SOURCES} more`] : [];
  const unknown = unknownSourcesOfRow(row)
    .slice(0, MOST_UNKNOWN)
    .map((id) => inlineCode(id.slice(0, LONGEST_LABEL)));
  const warning = unknown.length === 0 ? [] : [`not in the dossier: ${unknown.join(', ')}`];
  return [...[...drawn.slice(0, MOST_SOURCES), ...more].join(', ').split('\n'), ...warning]
    .filter((text) => text !== '')
    .join('; ');
}

/** A rule whose page is known; null for one that would only repeat its name, which stands beside. */
function drawRule(id: string, session: Session, place: CommentPlace): string | null {
  const own = session.provenance.own_rules.find((one) => one.id === id);
  const url = own === undefined ? place.linkToRule(id) : place.linkTo(own.path, null, session.library.commit);
  return url === null ? null : link(inlineCode(id), url);
}

/** A record, a passage, a line or a rule by its label, linked where it stands. */
export function drawSource({ kind, label, path, line }: Source, session: Session, place: CommentPlace): string {
  const shown = tableCell(label, LONGEST_LABEL);
  if (kind === 'rule') return drawRule(label, session, place) ?? inlineCode(label);
  if (path === null) return shown;
  const url = kind === 'code' ? place.linkTo(path, line) : place.linkTo(path, line, session.library.commit);
  return url === null || url.length > LONGEST_ADDRESS ? shown : link(shown, url);
}
