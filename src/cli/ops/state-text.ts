import type { RuleResult, StateVerdict } from '../../ops/state/state.ts';
import { disarm } from '../gate/disarm.ts';
import { countOf } from '../knowledge/count.ts';
import { drawLine, inTone, type Line, type Paper } from '../verdict-text/line.ts';
import { hang, type Page, paragraph, section } from '../verdict-text/page.ts';
import { momentOf } from './moment.ts';
import { renderPatterns } from './patterns-text.ts';
import { ailing, confidenceOf, judgedOf, reasonOf, STATE_TONES, signalOf, titleOf } from './state-words.ts';
import type { AskedSignals, ToldState } from './told-state.ts';
import { renderStep } from './told-step.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
/** Golden signals that a person reads; the JSON holds all. */
const MOST_SIGNALS = 20;

/** Draws a state for a terminal: what it is, why, what to do and who does it; then every rule with its evidence. */
export function renderStateText(told: ToldState, paper: Paper): string {
  const page = { width: Math.min(paper.columns, WIDEST) };
  const { verdict } = told;
  const blocks = [
    renderHead(told, page),
    ...renderRules(told, page),
    renderPatterns(verdict.patterns, page),
    renderSignals(verdict, page),
    verdict.notes.flatMap((note) => hang('note: ', note, page)),
  ].filter((block) => block.length > 0);
  const lines = blocks.flatMap((block, index) => (index === 0 ? block : [[], ...block]));
  return lines.map((line) => `${disarm(drawLine(line, { ...paper, columns: page.width }))}\n`).join('');
}

function renderHead({ verdict, next, subject, from, validUntil }: ToldState, page: Page): readonly Line[] {
  const { state, asOf } = verdict;
  return [
    ...paragraph(titleOf(verdict), page, STATE_TONES[state]),
    ...paragraph(reasonOf(verdict), page),
    ...renderStep(next, page),
    ...paragraph(`${subject}, as of ${momentOf(asOf)}, valid until ${momentOf(validUntil)}`, page),
    ...paragraph(`${confidenceOf(verdict)}; ${from}`, page),
  ];
}

/** What fired first, then what nobody knows and would raise, then what is well. */
function renderRules({ verdict: { evidence }, asked }: ToldState, page: Page): readonly (readonly Line[])[] {
  const of = (truth: RuleResult['truth']) => evidence.filter((rule) => rule.truth === truth);
  const [fired, unknown, healthy] = [of('true'), of('unknown'), of('false')];
  const drawn = (rules: readonly RuleResult[], mark: string) =>
    rules.flatMap((rule) => renderRule(rule, { mark, asked }, page));
  return [
    section(`Fired: ${countOf(fired.length, 'rule')}`, drawn(fired, '✗'), page),
    section(`Unknown, which is never healthy: ${countOf(unknown.length, 'rule')}`, drawn(unknown, '?'), page),
    section(
      `Not fired: ${countOf(healthy.length, 'rule')}`,
      healthy.flatMap((rule) => renderHealthy(rule, page)),
      page,
    ),
  ];
}

/** How a rule is marked, and what was asked for its signals. */
interface RuleDrawing {
  readonly mark: string;
  readonly asked: AskedSignals;
}

function renderRule(rule: RuleResult, { mark, asked }: RuleDrawing, page: Page): readonly Line[] {
  const { rule: id, state, origin, signals, sampledAt } = rule;
  const raises = rule.truth === 'unknown' ? `would be ${state}` : state;
  const queries = signals.flatMap((name) => {
    const question = asked[name];
    return question === undefined ? [] : [`${name} of ${question.source}: ${question.query}`];
  });
  const basis = [
    origin,
    ...(queries.length === 0 ? [signals.join(', ')] : []),
    ...(sampledAt === null ? [] : [`sampled ${momentOf(sampledAt)}`]),
  ];
  return [
    [inTone(`${mark} ${id}`, STATE_TONES[state]), inTone(`  ${raises}`)],
    ...hang('    ', judgedOf(rule), page),
    ...hang('    ', basis.filter((each) => each !== '').join(' · '), page),
    ...queries.flatMap((query) => hang('    ', query, page)),
  ];
}

function renderHealthy(rule: RuleResult, page: Page): readonly Line[] {
  return hang(inTone('✓ ', 'good'), `${rule.rule}: ${judgedOf(rule)}, ${rule.origin}`, page);
}

const SIGNAL_MARKS = { critical: ['✗ ', 'bad'], warning: ['! ', 'warning'], unknown: ['? ', 'plain'] } as const;

function renderSignals({ signals }: StateVerdict, page: Page): readonly Line[] {
  // What is amiss with the platform stands among the rules.
  const all = ailing(signals).filter(({ crypto }) => crypto !== null);
  const drawn = all.slice(0, MOST_SIGNALS).flatMap((signal) => {
    const [mark, tone] = SIGNAL_MARKS[signal.level];
    return hang(inTone(mark, tone), `${signalOf(signal)}, ${signal.origin}`, page);
  });
  const left = all.length - MOST_SIGNALS;
  const rest = left > 0 ? hang('  ', `… ${left} more: --json holds all`, page) : [];
  return section('Golden signals that are not healthy', [...drawn, ...rest], page);
}
