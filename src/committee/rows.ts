import { type FindingGroup, groupFindings } from './chair.ts';
import { type Finding, isConfirmed } from './finding.ts';
import type { SeatRecord, Session } from './session.ts';
import type { Source } from './source.ts';

/** A group of findings with the label by which a surface names it: `B1`, `C2`, `M1`, `N3`. */
export interface FindingRow extends FindingGroup {
  readonly label: string;
}

/** The findings of a session as every surface shows them. */
export interface Rows {
  readonly blockers: readonly FindingRow[];
  readonly changes: readonly FindingRow[];
  /** Minor findings and notes; nobody examines them. */
  readonly minors: readonly FindingRow[];
  readonly notes: readonly FindingRow[];
  /** Claims that did not stand: refuted, unanswered or unsourced. */
  readonly fallen: readonly FindingRow[];
}

/** Groups a session's findings as the chair said and labels them, heaviest first. */
export function rowsOf(session: Session): Rows {
  const groups = groupFindings(session.findings, session.chair?.minutes?.groups ?? []);
  const pick = (letter: string, chosen: (finding: Finding) => boolean) =>
    groups.filter(({ lead }) => chosen(lead)).map((group, index) => ({ ...group, label: `${letter}${index + 1}` }));
  const stands = ({ standing }: Finding) => standing.kind === 'stated' || standing.kind === 'confirmed';
  return {
    blockers: pick('B', (finding) => isConfirmed(finding) && finding.severity === 'blocker'),
    changes: pick('C', (finding) => isConfirmed(finding) && finding.severity === 'major'),
    minors: pick('M', (finding) => stands(finding) && finding.severity === 'minor'),
    notes: pick('N', (finding) => stands(finding) && finding.severity === 'note'),
    fallen: pick('D', (finding) => !stands(finding)),
  };
}

/** The rows without some findings, by id; the others keep their labels. */
export function withoutFindings(rows: Rows, gone: ReadonlySet<string>): Rows {
  const keep = (some: readonly FindingRow[]): readonly FindingRow[] =>
    some.flatMap(({ label, members }) => {
      const left = members.filter(({ id }) => !gone.has(id));
      return left[0] === undefined ? [] : [{ label, lead: left[0], members: left }];
    });
  const { blockers, changes, minors, notes, fallen } = rows;
  return {
    blockers: keep(blockers),
    changes: keep(changes),
    minors: keep(minors),
    notes: keep(notes),
    fallen: keep(fallen),
  };
}

/** Who raised a group, by skill with the slots as superscripts: `ml-engineer ¹ ², ops ²`; `rule` when no seat did. */
export function raisedBy(row: FindingGroup): string {
  const raises = row.members.flatMap(({ raised_by }) => raised_by);
  const skills = [...new Set(raises.map(({ skill }) => skill))];
  const signsOf = (skill: string) => {
    const isSecond = raises.filter((raise) => raise.skill === skill).map(({ seat }) => seat.endsWith('/second'));
    return [...(isSecond.includes(false) ? ['¹'] : []), ...(isSecond.includes(true) ? ['²'] : [])].join(' ');
  };
  return skills.length === 0 ? 'rule' : skills.map((skill) => `${skill} ${signsOf(skill)}`).join(', ');
}

/** Who confirmed a group: rules, both models, or the examining model; says so when it was not independent. */
export function confirmedBy(row: FindingGroup, asCode: (rule: string) => string = (rule) => rule): string {
  const words = row.members.flatMap(({ standing, rule }) => {
    if (standing.kind !== 'confirmed') return [];
    if (standing.by === 'rule') return [rule === null ? 'rule' : `rule ${asCode(rule)}`];
    const who = standing.by === 'both models' ? 'both models' : shortModel(standing.model ?? '');
    return [standing.independent ? who : `${who} (not independent)`];
  });
  return [...new Set(words)].join(', ');
}

/** What the findings of a group rest on beside their places, each once. */
export function sourcesOfRow({ members }: FindingGroup): readonly Source[] {
  return [...new Map(members.flatMap(({ sources }) => sources.map((source) => [source.id, source]))).values()];
}

/** The ids that the findings of a group cite and that are not in the dossier. */
export function unknownSourcesOfRow({ members }: FindingGroup): readonly string[] {
  return [...new Set(members.flatMap(({ unknown_sources }) => unknown_sources))];
}

/** Where a finding points, as `path:line` or `path:line-line`; the path alone for a coverage row. */
export function whereOf({ place }: Pick<Finding, 'place'>): string {
  if (place === null) return 'unsourced';
  if (place.line === null) return place.path;
  const range =
    place.end_line !== null && place.end_line !== place.line ? `${place.line}-${place.end_line}` : `${place.line}`;
  return `${place.path}:${range}${place.side === 'before' ? ' (before)' : ''}`;
}

/** A model's name without its provider: `gemini-2.5-pro`. */
export function shortModel(model: string): string {
  return model.slice(model.indexOf(':') + 1);
}

/** The seats of each skill, in the order of the record. */
export function seatsBySkill(seats: readonly SeatRecord[]): ReadonlyMap<string, readonly SeatRecord[]> {
  const skills = new Map<string, SeatRecord[]>();
  for (const seat of seats) skills.set(seat.skill, [...(skills.get(seat.skill) ?? []), seat]);
  return skills;
}
