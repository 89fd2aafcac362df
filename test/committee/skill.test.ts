import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCKED_SKILLS, parseSkill, renderContract } from '../../src/committee/skill.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { shippedRules } from '../evidence/shipped-rules.ts';

const fields: Readonly<Record<string, string>> = {
  name: 'expert-quant',
  title: 'Quant',
  scope: 'Whether the edge is real.',
  inputs: '[the change]',
  outputs: '[one opinion]',
  format: 'JSON',
  blocking: '[the edge is not there]',
  limits: '[code style]',
  abstain: '[no figures are given]',
  knowledge: '[]',
};

/** A SKILL.md of these fields; null leaves a field out. */
function skillText(overrides: Readonly<Record<string, string | null>> = {}, body = 'Look for the edge.'): string {
  const entries = Object.entries({ ...fields, ...overrides }).filter(([, value]) => value !== null);
  return `---\n${entries.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n${body}\n`;
}

function refusal(text: string): string {
  try {
    parseSkill(text, 'skills/quant/SKILL.md');
  } catch (error) {
    if (error instanceof AppError) return renderError(error);
  }
  throw new RangeError('the skill was taken');
}

describe('parseSkill', () => {
  it.each(LOCKED_SKILLS)('takes our own skill %s, with substance in every field', (name) => {
    const file = join('skills', name, 'SKILL.md');

    const skill = parseSkill(readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8'), file);

    expect(skill).toMatchObject({ name, contract: { name: `expert-${name}` } });
    expect(skill.body.length).toBeGreaterThan(2_000);
  });

  it('reads contract, body and hash', () => {
    const skill = parseSkill(skillText(), 'skills/quant/SKILL.md');

    expect(skill).toMatchObject({
      name: 'quant',
      body: 'Look for the edge.',
      contract: { scope: 'Whether the edge is real.' },
    });
    expect(skill.sha256).not.toBe(parseSkill(skillText({}, 'Another body.'), 'x').sha256);
  });

  it('reads a file with Windows line ends', () => {
    expect(parseSkill(skillText().replaceAll('\n', '\r\n'), 'x').body).toBe('Look for the edge.');
  });

  it.each(Object.keys(fields))('refuses a skill without %s and names file and field', (field) => {
    expect(refusal(skillText({ [field]: null }))).toMatch(new RegExp(`^skills/quant/SKILL\\.md:\\d+: .*${field}`));
  });

  it.each<[what: string, overrides: Readonly<Record<string, string>>, line: number, field: string]>([
    ['a name without expert-', { name: 'quant' }, 2, 'name'],
    ['a name with a slash', { name: 'expert-quant/first' }, 2, 'name'],
    ['a name that is a number', { name: '7' }, 2, 'name'],
    ['an empty scope', { scope: '""' }, 4, 'scope'],
    ['criteria that are one text', { blocking: 'the edge is not there' }, 8, 'blocking'],
    ['no criterion', { blocking: '[]' }, 8, 'blocking'],
    ['an empty criterion', { abstain: '[""]' }, 10, 'abstain'],
    ['queries that are numbers', { knowledge: '[1]' }, 11, 'knowledge'],
    ['an unknown field', { severity: 'high' }, 12, 'severity'],
  ])('refuses %s and names line and field', (_, overrides, line, field) => {
    expect(refusal(skillText(overrides))).toMatch(new RegExp(`^skills/quant/SKILL\\.md:${line}: [\\s\\S]*${field}`));
  });

  it.each([
    ['no front matter', 'Look for the edge.', /^skills\/quant\/SKILL\.md:1: .*front matter/],
    ['a contract without a body', skillText({}, ' \n'), /no body/],
    [
      'a front matter that is no YAML',
      '---\nname: [expert-quant\n---\nx',
      /^skills\/quant\/SKILL\.md:\d+: not valid YAML/,
    ],
  ])('refuses %s', (_, text, error) => {
    expect(refusal(text)).toMatch(error);
  });
});

describe('renderContract', () => {
  it('tells every field that a seat has to know', () => {
    expect(renderContract(parseSkill(skillText(), 'x'))).toBe(
      [
        'Scope: Whether the edge is real.',
        'You read:\n- the change',
        'You return:\n- one opinion',
        'Format: JSON',
        'A finding is a blocker only when:\n- the edge is not there',
        'You do not judge:\n- code style',
        'Abstain when:\n- no figures are given',
      ].join('\n\n'),
    );
  });
});

describe('the skills of this installation', () => {
  it.each(LOCKED_SKILLS)('%s names the rules that it owns, and no other', (name) => {
    const text = readFileSync(join(import.meta.dirname, `../../skills/${name}/SKILL.md`), 'utf8');
    const named = text.split('---')[1]?.match(/\b(?:leak|repro|time|risk|error|ops|sec|test|adr)\/[a-z-]+/g) ?? [];

    const owned = shippedRules().flatMap(({ rule }) => (rule.skill === name ? [rule.id] : []));

    expect(named.toSorted()).toEqual(owned.toSorted());
  });
});
