import type { Guarantee, GuaranteeName } from '../../backtest/wall/wall.ts';
import { drawLine, inTone, type Line, type Paper, type Tone } from '../verdict-text/line.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import { type EngineStanding, isAdvisory, isStanding, lackOf } from './engine-standing.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;

/** Draws what the wall of each engine holds, and at the end which one would be taken. */
export function renderStandings(
  standings: readonly EngineStanding[],
  allowed: readonly GuaranteeName[],
  paper: Paper,
): string {
  const columns = Math.min(paper.columns, WIDEST);
  const drawn = [
    ...standings.flatMap((each) => [...renderStanding(each, allowed, columns), []]),
    renderChoice(standings, allowed),
  ];
  return `${drawn.map((line) => drawLine(line, { columns, colours: paper.colours })).join('\n')}\n`;
}

function renderStanding(standing: EngineStanding, allowed: readonly GuaranteeName[], columns: number): readonly Line[] {
  if (standing.kind === 'none') {
    const advice = standing.advice === null ? [] : wrap(oneLine(standing.advice), columns - 4);
    return [
      [inTone(standing.engine, 'strong')],
      ...indented(standing.why, { indent: 2, columns }),
      ...advice.map((text, index) => [inTone(`${index === 0 ? '  → ' : '    '}${text}`)]),
    ];
  }
  const { engine, wall } = standing;
  const { python, node, digest } = wall.image;
  const content = `Python ${python ?? 'none'}, Node ${node ?? 'none'}`;
  return [
    [inTone(`${engine} ${oneLine(wall.version)}`, 'strong')],
    ...indented(`image ${digest.slice(0, SHOWN_DIGEST)}, ${content}`, { indent: 2, columns }),
    ...wall.guarantees.flatMap((each) => renderGuarantee(each, allowed, columns)),
    ...renderSum(standing, allowed, columns),
  ];
}

/** Enough to tell images apart; the JSON has all of it. */
const SHOWN_DIGEST = 'sha256:'.length + 12;

interface Mark {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

const HEAD_WIDTH = '  ✓ not known  processes  '.length;

function renderGuarantee(guarantee: Guarantee, allowed: readonly GuaranteeName[], columns: number): readonly Line[] {
  const { sign, word, tone } = markOf(guarantee, allowed);
  const [first = '', ...rest] = wrap(oneLine(guarantee.detail), columns - HEAD_WIDTH);
  return [
    [inTone('  '), inTone(`${sign} ${word.padEnd(11)}`, tone), inTone(`${guarantee.name.padEnd(11)}${first}`)],
    ...rest.map((text) => [inTone(' '.repeat(HEAD_WIDTH) + text)]),
  ];
}

/** What could not be tried does not hold. */
function markOf({ name, holds }: Guarantee, allowed: readonly GuaranteeName[]): Mark {
  if (holds === true) return { sign: '✓', word: 'holds', tone: 'good' };
  const tone = isAdvisory(name) || allowed.includes(name) ? 'warning' : 'bad';
  return holds === false ? { sign: '✗', word: 'missing', tone } : { sign: '?', word: 'not known', tone };
}

function renderSum(standing: EngineStanding, allowed: readonly GuaranteeName[], columns: number): readonly Line[] {
  const lack = lackOf(standing, allowed) ?? [];
  const weaker = standing.kind === 'measured' ? standing.wall.weaker : [];
  const [text, tone]: readonly [string, Tone] =
    lack.length > 0
      ? [`refused: ${lack.join(', ')} must hold`, 'bad']
      : weaker.length > 0
        ? [`weaker, as --allow-weaker allows: without ${weaker.join(', ')}`, 'warning']
        : ['all that is mandatory holds', 'plain'];
  return wrap(text, columns - 2).map((line) => [inTone(`  ${line}`, tone)]);
}

function renderChoice(standings: readonly EngineStanding[], allowed: readonly GuaranteeName[]): Line {
  const taken = standings.find((each) => isStanding(each, allowed));
  if (taken === undefined) return [inTone('No strategy can run here: no wall holds all that is mandatory.', 'bad')];
  return [inTone(`Strategies run behind ${taken.engine}.`)];
}

function indented(
  text: string,
  { indent, columns }: { readonly indent: number; readonly columns: number },
): readonly Line[] {
  return wrap(oneLine(text), columns - indent).map((line) => [inTone(' '.repeat(indent) + line)]);
}
