import { fold } from '../../kernel/markdown/fold.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Session } from '../session.ts';
import type { Drawing } from './place.ts';
import { drawPath, LONGEST_ADDRESS } from './where.ts';

const MOST_DECISIONS = 20;
const MOST_QUESTIONS = 10;

/** The fold of the records that bind the change, each with its reasons; nothing when none does. */
export function renderDecisionsOnRecord(session: Session, drawing: Drawing): readonly string[] {
  const lines = listDecisions(session, drawing);
  return lines.length === 0
    ? []
    : [fold(`Decisions that bind this change (${session.decisions.length})`, lines.join('\n'))];
}

/** A line for each record that binds the change. */
export function listDecisions({ decisions, library }: Session, { place, length }: Drawing): readonly string[] {
  const lines = decisions.slice(0, MOST_DECISIONS).map(({ id, title, path, line, whys }) => {
    const number = /^adr:(\d+)$/.exec(id)?.[1];
    const name = plainText(number === undefined ? title : `ADR-${number} ${title}`, 120);
    const url = place.linkTo(path, line, library.commit);
    const shown = url === null || url.length > LONGEST_ADDRESS ? name : link(name, url);
    return `- ${shown}: ${plainText(whys.join('; '), length.words)}`;
  });
  const left = decisions.length - lines.length;
  return left > 0 ? [...lines, `- and ${left} more, which the session file holds`] : lines;
}

/** What looks like a decision without a record, as questions that block nothing; nothing when there is none. */
export function renderQuestions(session: Session, drawing: Drawing): readonly string[] {
  const lines = listQuestions(session, drawing);
  const title = `Questions about decisions, not blocking (${session.questions.length})`;
  return lines.length === 0 ? [] : [fold(title, lines.join('\n'))];
}

/** A line for each question. */
export function listQuestions({ questions }: Session, { place, length }: Drawing): readonly string[] {
  const lines = questions.slice(0, MOST_QUESTIONS).map(({ path, line, text }) => {
    const where = line === null ? drawPath(path) : inlineCode(`${path.slice(-160)}:${line}`);
    const url = place.linkTo(path, line);
    return `- ${url === null || url.length > LONGEST_ADDRESS ? where : link(where, url)}: ${plainText(text, length.words)}`;
  });
  const left = questions.length - lines.length;
  return left > 0 ? [...lines, `- and ${left} more, which the session file holds`] : lines;
}
