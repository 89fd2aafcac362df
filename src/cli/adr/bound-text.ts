import type { BindingWhy } from '../../adr/binding/why.ts';
import type { BindingDecision } from '../../adr/binding.ts';
import { bareTitle } from '../../adr/record-title.ts';
import type { DecisionQuestion } from '../../adr/undocumented.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import type { BoundReport } from './bound-reading.ts';
import { many } from './lint-report.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws for a terminal what binds a change: the decisions with their reasons, then the questions. */
export function renderBoundText(report: BoundReport, paper: Paper): string {
  const columns = Math.min(paper.columns, WIDEST);
  const page: Page = { width: columns };
  const { decisions, questions, notes } = report;
  const blocks: readonly (readonly Line[])[] = [
    paragraph(`${report.name} at ${report.head.slice(0, 7)}: ${headlineOf(report)}`, page, 'strong'),
    ...decisions.map((decision) => renderDecision(decision, page)),
    section(
      'May these be decisions without a record?',
      questions.flatMap((question) => renderQuestion(question, page)),
      page,
    ),
    [...notes, ...(decisions.some(hasInvariant) ? [BROKEN] : [])].flatMap((note) => hang('note: ', note, page)),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return disarm(lines.map((line) => `${drawLine(line, { columns, colours: paper.colours })}\n`).join(''));
}

const BROKEN = 'whether an invariant is broken is for conclave evidence to say';

function headlineOf({ files, records, decisions, questions }: BoundReport): string {
  const bound =
    decisions.length === 0
      ? 'no decision binds it'
      : `${many(decisions.length, 'decision')} of ${many(records, 'record')} bind${decisions.length === 1 ? 's' : ''} it`;
  const asked = questions.length === 0 ? '' : `, ${many(questions.length, 'question')}`;
  return `${many(files, 'file')}, ${bound}${asked}`;
}

function hasInvariant({ whys }: BindingDecision): boolean {
  return whys.some(({ kind }) => kind === 'invariant');
}

function renderDecision({ record, whys }: BindingDecision, page: Page): readonly Line[] {
  const name = record.number === null ? '' : `ADR-${record.number}  `;
  return [
    ...hang(inTone(name, 'strong'), `${bareTitle(record.title)} (${record.path})`, page),
    ...whys.flatMap((why) => hang(`  ${MARKS[why.kind]} `, tellWhy(why), page)),
  ];
}

const MARKS: Readonly<Record<BindingWhy['kind'], string>> = {
  invariant: 'invariant ',
  path: 'path      ',
  component: 'component ',
  citation: 'citation  ',
  retrieval: 'search    ',
};

function tellWhy({ kind, where, words }: BindingWhy): string {
  return kind === 'retrieval' ? words : `${where}: ${words}`;
}

function renderQuestion({ path, line, question, write }: DecisionQuestion, page: Page): readonly Line[] {
  return [...hang('  ? ', `${path}:${line}: ${question}`, page), ...hang('    → ', write, page)];
}

/** The same for programs, version 1 of the form; as described in docs/decisions.md. */
export function renderBoundJson(report: BoundReport): string {
  const { name, base, head, records, notes, questions } = report;
  const decisions = report.decisions.map(({ record, changed, whys }) => ({
    number: record.number,
    title: bareTitle(record.title),
    path: record.path,
    status: record.status,
    changed,
    whys,
  }));
  return `${disarmJson(JSON.stringify({ version: 1, name, base, head, records, decisions, questions, notes }, null, 2))}\n`;
}
