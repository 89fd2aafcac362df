import type { Finding } from './finding.ts';
import type { SeatRecord } from './session.ts';

/** A lone score below this is pointed out. */
const LOW_SCORE = 4;

/** Where the committee is not of one mind: claims that did not stand, skills whose models oppose, weights that differ, lone low scores. */
export function listDissent(findings: readonly Finding[], seats: readonly SeatRecord[]): readonly string[] {
  return [
    ...findings.flatMap(describeFallen),
    ...findings.flatMap(describeWeights),
    ...describeOpposed(seats),
    ...describeLowScore(seats),
  ];
}

function describeFallen(finding: Finding): readonly string[] {
  const { id, severity, claim, standing, raised_by } = finding;
  const who = [...new Set(raised_by.map(({ seat }) => seat))].join(', ');
  const said = `${id} (${severity}, ${who}): ${asSentence(claim)}`;
  switch (standing.kind) {
    case 'refuted':
      return [`${said} Refuted by ${standing.model}: ${asSentence(standing.why)}`];
    case 'unanswered':
      return [`${said} Not examined: ${asSentence(standing.why)}`];
    case 'unsourced':
      return [`${said} Unsourced, it counts for nothing: ${asSentence(standing.why)}`];
    case 'confirmed':
    case 'stated':
      return [];
    default:
      return standing satisfies never;
  }
}

function describeWeights({ id, severity, raised_by }: Finding): readonly string[] {
  const others = raised_by.filter((raise) => raise.severity !== severity);
  if (others.length === 0) return [];
  return [
    `${id} stands as ${severity}; ${others.map((raise) => `${raise.seat} called it ${raise.severity}`).join(', ')}.`,
  ];
}

function describeOpposed(seats: readonly SeatRecord[]): readonly string[] {
  return [...new Set(seats.map(({ skill }) => skill))].flatMap((skill) => {
    const pair = seats.filter((seat) => seat.skill === skill);
    const accepts = pair.find(({ stance }) => stance === 'accept');
    const rejects = pair.find(({ stance }) => stance === 'reject');
    if (accepts === undefined || rejects === undefined) return [];
    return [`${skill}: ${accepts.answered_by} accepts, ${rejects.answered_by} rejects.`];
  });
}

/** The score of an abstention is not counted. */
function describeLowScore(seats: readonly SeatRecord[]): readonly string[] {
  const low = seats.filter(({ standing, score }) => standing === 'heard' && score !== null && score < LOW_SCORE);
  const [only] = low;
  if (only === undefined || low.length > 1) return [];
  return [`${only.seat} alone scores ${only.score} of 10: a blind spot of the dossier or a deep disagreement.`];
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
