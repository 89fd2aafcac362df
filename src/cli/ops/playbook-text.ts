import { type JudgedCriterion, spellCriterion } from '../../ops/playbook/criterion.ts';
import type { Playbook } from '../../ops/playbook/playbook.ts';
import { REACTIONS } from '../../ops/severity/clock.ts';
import type { Thresholds } from '../../ops/thresholds.ts';
import { countOf } from '../knowledge/count.ts';
import { drawLine, inTone, type Line, type Paper, type Span, type Tone } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { type RoleLogins, tellRole } from './role-words.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Who holds which role, and where the lines are drawn. */
export interface PlaybookGround {
  readonly roles: RoleLogins;
  readonly thresholds: Thresholds;
  /** How the exit criterion stands to figures that were given; null without any. */
  readonly exit: JudgedCriterion | null;
}

/** Draws a playbook for a terminal: whose it is and how fast, what to look at, what to do, when it is over. */
export function renderPlaybookText(playbook: Playbook, ground: PlaybookGround, paper: Paper): string {
  const page = { width: Math.min(paper.columns, WIDEST) };
  const { hypotheses, checks, actions, escalation } = playbook;
  const blocks = [
    renderHead(playbook, ground, page),
    section(
      'Hypotheses',
      hypotheses.flatMap((each) => hang('- ', each, page)),
      page,
    ),
    section(
      'Check',
      checks.flatMap((each, index) => hang(`${index + 1}. `, each, page)),
      page,
    ),
    section(
      'Then; nothing of it is carried out from here',
      actions.flatMap((action, index) => renderAction({ action, place: index + 1 }, ground, page)),
      page,
    ),
    renderExit(playbook, ground, page),
    paragraph(
      `After ${countOf(escalation.after_attempts, 'attempt')} without success: ${tellRole(escalation.to, ground.roles)}.`,
      page,
    ),
  ].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return lines.map((line) => `${drawLine(line, { ...paper, columns: page.width })}\n`).join('');
}

/** Draws the codes that have a playbook, those of the manual first. */
export function renderPlaybookList(library: readonly Playbook[], { columns }: Pick<Paper, 'columns'>): string {
  const page = { width: Math.min(columns, WIDEST) };
  const lines = library.flatMap(({ code, severity, title }) => hang('', `${code} ${severity}: ${title}`, page));
  return lines.map((line) => `${drawLine(line, { columns, colours: false })}\n`).join('');
}

function renderHead(playbook: Playbook, { roles }: PlaybookGround, page: Page): readonly Line[] {
  const { code, title, severity, owner, symptom, impact, origin } = playbook;
  return [
    ...paragraph(`${code}: ${title}`, page, 'strong'),
    ...paragraph(`${tellRole(owner, roles)}, ${severity}: ${REACTIONS[severity].when}; from ${origin}`, page),
    ...hang('Symptom: ', symptom, page),
    ...hang('Impact:  ', impact, page),
  ];
}

interface Numbered {
  readonly action: Playbook['actions'][number];
  readonly place: number;
}

function renderAction({ action, place }: Numbered, { roles }: PlaybookGround, page: Page): readonly Line[] {
  const { when, do: deed, params, destructive, approver, command } = action;
  const given = Object.entries(params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const who = approver === null ? 'a person' : tellRole(approver, roles);
  return [
    ...hang(`${place}. `, when === null ? deed : `${when}: ${deed}`, page),
    ...(given.length === 0 ? [] : hang('   with ', given.join(', '), page)),
    ...(command === null ? [] : hang('   $ ', command, page)),
    ...(destructive ? hang(inTone('   ! ', 'bad'), `destructive: ${who} must approve it`, page) : []),
  ];
}

const EXIT_WORDS: Readonly<Record<JudgedCriterion['truth'], readonly [string, Tone]>> = {
  true: ['It holds: this may be over.', 'good'],
  false: ['It does not hold yet.', 'bad'],
  unknown: ['Nobody knows whether it holds, so it is not over.', 'warning'],
};

const MARKS: Readonly<Record<JudgedCriterion['truth'], Span>> = {
  true: inTone('✓ ', 'good'),
  false: inTone('✗ ', 'bad'),
  unknown: inTone('? ', 'warning'),
};

/** When it is over, and of figures that were given which half holds. */
function renderExit({ exit_criterion: criterion }: Playbook, ground: PlaybookGround, page: Page): readonly Line[] {
  const { exit, thresholds } = ground;
  const over = paragraph(`Over when ${spellCriterion(criterion, thresholds)}.`, page);
  if (exit === null) return over;
  const [words, tone] = EXIT_WORDS[exit.truth];
  const halves = exit.halves.flatMap(({ truth, found, limit }) => hang(MARKS[truth], `${limit}: ${found}`, page));
  return [...over, ...paragraph(words, page, tone), ...halves];
}
