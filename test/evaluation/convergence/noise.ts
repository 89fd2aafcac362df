import type { Claim } from '../../../src/committee/opinion.ts';
import { hashText } from '../../../src/kernel/hash.ts';
import type { ShownPart } from '../../lives/prompt-text.ts';
import type { Manner } from '../../lives/seats.ts';
import type { Chance } from './chance.ts';

/** What the seats of one review may do. */
export interface Temper {
  readonly canBeAway: boolean;
  /** Of a hundred reviews in which seats raise what is known and cite another line, so many do not say what they mean. */
  readonly forgetful: number;
}

/** How the seats of one review behave: as models do on a bad day. */
export function badManner(chance: Chance, { canBeAway, forgetful }: Temper): Partial<Manner> {
  const way = chance.between(1, 100);
  const nags = way <= 50 ? 'same line' : way <= 65 ? 'next line' : 'no';
  return {
    nags,
    forgets: chance.in100(nags === 'next line' ? forgetful : 50),
    looksBack: chance.in100(50),
    away: canBeAway && chance.in100(6) ? [chance.pick(['mistral', 'google'])] : [],
    garbles: chance.in100(10),
    invents: (seat, part) => invent(seat, part),
  };
}

const WORDS = [
  (name: string) => `${name} is compared with a bare number that nobody explains.`,
  (name: string) => `The bound on ${name} should have a name.`,
  (name: string) => `It is not said why ${name} must not be shorter.`,
];

/** One seat in forty makes something up about a file: a remark on a condition, or more than that. */
function invent(seat: string, { path, lines }: ShownPart): readonly Claim[] {
  const chosen = Number.parseInt(hashText(`${seat} ${path} ${lines.length}`).slice(0, 6), 16);
  if (chosen % 40 !== 0) return [];
  const conditions = lines.filter(({ mark, text }) => mark !== '-' && /^\s*if .*kept/.test(text));
  const line = conditions[chosen % Math.max(1, conditions.length)];
  const name = /kept_?\d+/.exec(line?.text ?? '')?.[0];
  const words = WORDS[chosen % WORDS.length];
  if (line === undefined || name === undefined || words === undefined) return [];
  const severity = chosen % 3 === 0 ? 'major' : 'minor';
  const cited = { quote: line.text.trim(), path, evidence: null, cites: [] };
  return [{ severity, code: 'EXECUTION_RISK', claim: words(name), ...cited, recommendation: 'Name the bound.' }];
}
