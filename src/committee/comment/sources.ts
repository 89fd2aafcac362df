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
  const shown = [...drawn.slice(0, MOST_SOURCES), ...more].join(', ');
  return [...(shown === '' ? [] : [shown]), ...warning].join('; ');
}

/** A rule whose page is known; null for one that would only repeat its name, which stands beside. */
function drawRule(id: string, session: Session, place: CommentPlace): string | null {
  const own = session.provenance.own_rules.find((one) => one.id === id);
  const url = own === undefined ? place.linkToRule(id) : place.linkTo(own.path, null, session.library.commit);
  return url === null ? null : link(inlineCode(id), url);
}

/** A record, a passage, a line or a rule by its label, linked where it stands. */
export function drawSource(source: Source, session: Session, place: CommentPlace): string {
  const { kind, label } = source;
  if (kind === 'rule') return drawRule(label, session, place) ?? inlineCode(label);
  const shown = tableCell(label, LONGEST_LABEL);
  const url = addressOf(source, session, place);
  return url === null || url.length > LONGEST_ADDRESS ? shown : link(shown, url);
}

/** A line of the change stands at its head; a passage stands under its heading where the documents were read. */
function addressOf({ id, kind, path, line }: Source, { library }: Session, place: CommentPlace): string | null {
  if (path === null) return null;
  if (kind === 'code') return place.linkTo(path, line);
  const anchor = /#([^#~]+)(?:~\d+)?$/.exec(id)?.[1];
  if (anchor === undefined) return place.linkTo(path, line, library.commit);
  const page = place.linkTo(path, null, library.commit);
  return page === null ? null : `${page}#${encodeURIComponent(anchor)}`;
}
