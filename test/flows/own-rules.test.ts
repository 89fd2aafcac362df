import { describe, expect, it } from 'vitest';
import { openScanner } from '../../src/adapters/scan/scanner.ts';
import { findFaults } from '../../src/evidence/rule-fault.ts';
import { loadOwnRules } from '../../src/flows/own-rules.ts';
import { type AppError, isAppError } from '../../src/kernel/app-error.ts';
import type { NamedText } from '../../src/ports/program-files.ts';
import type { Scanner } from '../../src/ports/scanner.ts';
import { DEEP_CALLS, SLOW_FINDS } from '../adapters/scan/slow-rule.ts';
import { ruleText } from '../evidence/some-rule.ts';

const KNOWN = { shipped: [{ id: 'leak/backfill' }], skills: [{ name: 'ops' }, { name: 'architect' }] };
const PROVER: Pick<Scanner, 'prove'> = { prove: async (rules) => rules.map(findFaults) };

const PATH = '.github/conclave/rules/own.yml';
const RULE = ruleText();

function file(text: string, path = PATH): NamedText {
  return { path, text };
}

/** A rule as many levels deep as told. */
function nested(levels: number): string {
  return `rule: ${'{ has: '.repeat(levels)}{ kind: call }${' }'.repeat(levels)}\n`;
}

async function refusal(files: readonly NamedText[], prover = PROVER): Promise<AppError> {
  try {
    await loadOwnRules(files, KNOWN, prover);
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('the rules were accepted');
}

describe('the rules of a repository', () => {
  it('are read in their order, each with its file', async () => {
    const second = file(RULE.replace('test/calls', 'own/calls'), '.github/conclave/rules/second.yml');

    const rules = await loadOwnRules([file(RULE), second], KNOWN, PROVER);

    expect(rules.map(({ rule, path }) => [rule.id, path])).toEqual([
      ['test/calls', PATH],
      ['own/calls', '.github/conclave/rules/second.yml'],
    ]);
  });

  it.each([
    ['no YAML', 'id: [', ':1', 'not valid YAML'],
    ['a missing field', RULE.replace(/^why:.*\n/m, ''), ':1', 'missing key "why"'],
    ['an unknown field', `${RULE}run: rm\n`, ':17', 'unknown key "run"'],
    ['an id of Conclave', RULE.replace('test/calls', 'leak/backfill'), ':1', 'taken by a rule of Conclave'],
    ['a skill that nobody has', RULE.replace('skill: ops', 'skill: opps'), ':3', 'there is no skill "opps"'],
    ['an unknown kind of node', ruleText('rule: { kind: cal }\n'), ':11', 'rule is refused: '],
    ['a regular expression that is none', ruleText("rule: { regex: '(' }\n"), ':11', 'rule is refused: '],
    [
      'a backreference, which takes no linear time',
      ruleText("rule: { regex: '(a)\\1' }\n"),
      ':11',
      'rule is refused: ',
    ],
    ['too many levels', ruleText(nested(13)), ':11', 'the rule is nested 14 levels deep'],
    ['a very long expression', ruleText(`rule: { regex: '${'a'.repeat(1_001)}' }\n`), ':11', '1001 characters'],
    [
      'very many matchers',
      ruleText(`rule: { any: [${'{ kind: call }, '.repeat(201)}] }\n`),
      ':11',
      'the rule holds too many matchers',
    ],
    ['a bad example in which it finds nothing', RULE.replace('[f()]', '[g()]'), ':15', 'examples.bad[0] is wrong'],
    ['a good example in which it finds something', RULE.replace('[g()]', '[h(), f()]'), ':16', 'examples.good[1]'],
    ['everything as what it finds', ruleText("rule: { regex: '' }\n"), ':14', 'examples.good[0] is wrong'],
    ['over 64 KB', `${RULE}# ${'x'.repeat(64 * 1024)}\n`, '', 'the rule file has 65 KB'],
  ])('are refused for %s', async (_name, text, line, what) => {
    const error = await refusal([file(text)]);

    expect({ code: error.code, where: error.facts.where }).toEqual({ code: 'bad-config', where: PATH + line });
    expect(error.message).toContain(what);
    expect(error.facts.expected).not.toBe('');
  });

  it('name the file in which an id was given first', async () => {
    const error = await refusal([file(RULE), file(RULE, 'second.yml')]);

    expect(error.message).toBe(`the id test/calls is taken by ${PATH}`);
    expect(error.facts.where).toBe('second.yml:1');
  });

  it('name the nearest skill', async () => {
    const error = await refusal([file(RULE.replace('skill: ops', 'skill: architekt'))]);

    expect(error.facts).toMatchObject({ expected: 'one of: ops, architect', advice: 'did you mean "architect"?' });
  });

  it('are at most fifty', async () => {
    const files = Array.from({ length: 51 }, (_, index) => file(RULE, `rule-${index}.yml`));

    const error = await refusal(files);

    expect(error.facts.where).toBe('rule-50.yml');
  });

  it('are refused when the proof takes too long, within the bounds of the scanner', async () => {
    const slow = ruleText(SLOW_FINDS).replace('[f()]', JSON.stringify([DEEP_CALLS.slice(0, 50_000)]));
    const scanner = openScanner({ limits: { file: 300 } });

    const error = await refusal([file(slow)], scanner);

    await scanner.close();
    expect(error.message).toBe('the rule cannot be proven: proving it took longer than 0.3 s');
  });
});
