import { z } from 'zod';
import type { Minutes } from '../../src/committee/chair.ts';
import type { Examination } from '../../src/committee/cross-examination.ts';
import type { Claim, Opinion, Stance } from '../../src/committee/opinion.ts';
import type { ModelCall } from '../fakes/loopback.ts';
import { answer, type Reply } from '../fakes/loopback-reply.ts';

/** One reply to every call of a kind, or a reply made from the call. */
export type Answering = Reply | ((call: ModelCall) => Reply);

/** What a provider answers, by what it is asked for; nobody expects an examination unless one is scripted. */
export interface Script {
  readonly opinion?: Answering;
  readonly examination?: Answering;
  readonly minutes?: Answering;
}

/** The reply of a script to a call; a call that the script does not know throws and becomes a violation. */
export function follow(script: Script, call: ModelCall): Reply {
  switch (call.purpose) {
    case 'opinion':
      return ruleToo(reply(script.opinion ?? opinion(), call), call);
    case 'minutes':
      return reply(script.minutes ?? minutes(), call);
    case 'examination':
      if (script.examination !== undefined) return reply(script.examination, call);
      throw new Error('an examination that nobody expected');
    default:
      throw new Error(`nobody expects a call for "${call.purpose}"`);
  }
}

const Said = z.looseObject({
  findings: z.array(z.looseObject({ claim: z.string() })),
  rulings: z.unknown().optional(),
});

/**
 * In a later review a seat that says nothing else of its own findings calls those fixed that it does not raise again, and
 * the others standing.
 */
function ruleToo(said: Reply, { prompt }: ModelCall): Reply {
  const [, asked] = prompt.split('\n## A later review\n');
  if (asked === undefined || said.kind !== 'answer') return said;
  const opinion = Said.safeParse(parseLoosely(said.text));
  if (!opinion.success || opinion.data.rulings !== undefined) return said;
  const claims = opinion.data.findings.map(({ claim }) => claim);
  const rulings = [...asked.matchAll(/^id: (F-[0-9a-f]{8})\nclaim \([^)]*\): (.*)$/gm)].map(
    ([, id = '', claim = '']) =>
      claims.includes(claim)
        ? { id, answer: 'stands', why: 'The line is as it was.' }
        : { id, answer: 'fixed', why: 'The new line does it no more.' },
  );
  return { ...said, text: JSON.stringify({ ...opinion.data, rulings }) };
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reply(answering: Answering, call: ModelCall): Reply {
  return typeof answering === 'function' ? answering(call) : answering;
}

/** A seat's answer; without findings it accepts, with findings its stance follows from the heaviest. */
export function opinion(said: Partial<Opinion> = {}): Reply {
  return answer(opinionOf(said));
}

/** The same as data, for a test that spoils it. */
export function opinionOf(said: Partial<Opinion> = {}): Opinion {
  const findings = said.findings ?? [];
  return { stance: stanceOn(findings), abstain_reason: null, score: 8, summary: 'Read in full.', ...said, findings };
}

function stanceOn(findings: readonly Claim[]): Stance {
  if (findings.some(({ severity }) => severity === 'blocker')) return 'reject';
  return findings.some(({ severity }) => severity === 'major') ? 'accept_with_changes' : 'accept';
}

/** Answers by skill, the rest accept: `bySkill({ ops: opinion({ … }) })`. */
export function bySkill(answers: Readonly<Record<string, Answering>>): Answering {
  return (call) => reply(answers[skillOf(call)] ?? opinion(), call);
}

/** The skill that a call for an opinion seats. */
function skillOf({ prompt }: ModelCall): string {
  const skill = [...prompt.matchAll(/^# Your seat: expert-([a-z-]+)$/gm)].at(-1)?.[1];
  if (skill === undefined) throw new Error('a call for an opinion that names no skill');
  return skill;
}

/** The first reply, and another one to the repair call. */
export function mended(first: Answering, repair: Answering): Answering {
  return (call) => reply(isRepair(call) ? repair : first, call);
}

/** Whether a call shows a model its own answer again. */
export function isRepair({ prompt }: ModelCall): boolean {
  return prompt.includes('\n# Mend your answer\n');
}

/** Answers every claim that an examiner is asked about; what the judge leaves null is left out. */
export function examining(judge: (id: string, index: number) => 'confirmed' | 'refuted' | null): Answering {
  return (call) => {
    const answers = idsIn(call).flatMap((id, index): Examination['answers'] => {
      const said = judge(id, index);
      return said === null ? [] : [{ id, answer: said, why: `The line shows it: ${said}.` }];
    });
    return answer({ answers });
  };
}

export const confirming: Answering = examining(() => 'confirmed');
export const refuting: Answering = examining(() => 'refuted');

/** The ids of the findings that a prompt names, each once, in order. */
export function idsIn({ prompt }: ModelCall): readonly string[] {
  return [...new Set(prompt.match(/\bF-[0-9a-f]{8}\b/g))].filter((id) => id !== EXAMPLE_ID);
}

/** The id by which the prompt explains what an id looks like. */
const EXAMPLE_ID = 'F-3fa9c2d1';

/** The chair's answer. */
export function minutes(said: Partial<Minutes> = {}): Reply {
  return answer(minutesOf(said));
}

/** The same as data. */
export function minutesOf(said: Partial<Minutes> = {}): Minutes {
  return {
    summary: 'The change was read in full.',
    groups: [],
    agreement: [],
    recommendations: [],
    adr_impact: null,
    test_impact: null,
    ml_impact: null,
    trading_impact: null,
    ...said,
  };
}
