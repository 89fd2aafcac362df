import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { isAppError } from '../../src/kernel/app-error.ts';
import { nextStepOfState } from '../../src/ops/next-step.ts';
import { readStateInput } from '../../src/ops/state/input.ts';
import { judgeState } from '../../src/ops/state/judge-state.ts';
import { RULES } from '../../src/ops/state/rules/rules.ts';
import { rowsBelow } from './markdown-table.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/operations-state.md'), 'utf8');

/** The kinds of sources, as the refusal of another one lists them. */
function knownKinds(): readonly string[] {
  try {
    parseConfig('version: 1\nops: { sources: { a: { kind: carrier-pigeon } } }');
  } catch (error) {
    if (isAppError(error)) return (error.facts.expected ?? '').replace('one of: ', '').split(', ');
  }
  throw new Error('another kind was not refused');
}

function block(language: string): string {
  const text = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1];
  if (text === undefined) throw new Error(`the page has no block of ${language}`);
  return text;
}

describe('the page of the state', () => {
  it('names each rule with the state that it raises, in their order', () => {
    const shown = rowsBelow(page, ['rule', 'state']).flatMap(([names = '', state = '']) =>
      names.split(', ').map((name) => `${name} ${state}`),
    );

    expect(shown).toEqual(RULES.map(({ id, state }) => `${id} ${state}`));
  });

  it('names only thresholds that there are', () => {
    const { thresholds } = parseConfig(null).ops;
    const fires = rowsBelow(page, ['rule', 'state']).map((row) => row[2] ?? '');

    const named = fires.flatMap((text) => text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((name) => !Object.hasOwn(thresholds, name))).toEqual([]);
  });

  it('has an example of every kind of source, which the program takes', () => {
    const { ops } = parseConfig(block('yaml'));

    const kinds = Object.values(ops.sources).map(({ kind }) => kind);
    expect(kinds).toEqual(knownKinds());
    expect(rowsBelow(page, ['kind', 'its query']).map(([kind]) => kind)).toEqual(knownKinds());
  });

  it('shows figures of a house that is well', () => {
    const { ops } = parseConfig(null);
    const facts = readStateInput(JSON.parse(block('json')), 'page');

    const verdict = judgeState(facts, ops.thresholds, {
      ...{ asOf: '2026-11-21T07:00:00Z', coreGroups: ops.core_groups, signalFindings: [], floor: ops.signal_floor },
    });

    expect(verdict).toMatchObject({ state: 'GREEN', fired: [], unknown: [] });
    expect(nextStepOfState(verdict).sentence).toContain('nothing to do');
  });
});
