import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { disprove } from '../../src/evidence/proof.ts';
import { shippedRules } from './shipped-rules.ts';

/** Class, severity, code and owner as the committee decided them. */
const DECIDED: Readonly<Record<string, string>> = {
  'leak/negative-shift': 'hard blocker DATA_LEAKAGE ml-engineer',
  'leak/centered-window': 'hard blocker DATA_LEAKAGE ml-engineer',
  'leak/shuffled-split': 'hard blocker DATA_LEAKAGE ml-engineer',
  'leak/fit-before-split': 'hard blocker DATA_LEAKAGE ml-engineer',
  'leak/backfill': 'hard major DATA_LEAKAGE ml-engineer',
  'leak/full-frame-stat': 'soft major DATA_LEAKAGE data-scientist',
  'repro/unseeded-random': 'hard major METHODOLOGY_FLAW data-scientist',
  'time/naive-datetime': 'soft minor METHODOLOGY_FLAW data-scientist',
  'time/tz-strip': 'soft minor METHODOLOGY_FLAW data-scientist',
  'risk/guard-removed': 'hard blocker TRADING_RISK crypto-trader',
  'risk/zero-cost': 'hard major TRADING_RISK crypto-trader',
  'adr/invariant': 'hard blocker ADR_VIOLATION architect',
  'ops/task-transport': 'hard major ADR_VIOLATION architect',
  'error/silent-except': 'hard major EXECUTION_RISK architect',
  'test/critical-untested': 'hard blocker TEST_GAP architect',
  'test/weakened': 'hard major TEST_GAP ml-engineer',
  'ops/undeclared-import': 'hard major EXECUTION_RISK ops',
  'ops/fork-after-grpc': 'soft major EXECUTION_RISK ops',
  'sec/secret-literal': 'hard blocker SECURITY_RISK ops',
  'sec/unsafe-load': 'hard major SECURITY_RISK ops',
  'sec/prompt-injection': 'soft minor SECURITY_RISK ops',
};

describe('the shipped rule files', () => {
  it('are the rules that were decided, each with its class, severity, code and owner', () => {
    const shipped = shippedRules().map(({ rule }) => [
      rule.id,
      `${rule.class} ${rule.severity} ${rule.code} ${rule.skill}`,
    ]);

    expect(Object.fromEntries(shipped)).toEqual(DECIDED);
    expect(shipped).toHaveLength(Object.keys(DECIDED).length);
  });

  it.each(shippedRules())('hold what their own examples promise: $file', ({ rule }) => {
    expect(disprove(rule)).toEqual([]);
  });

  it.each(shippedRules())('stand in the folder of their owner under their id: $file', ({ file, rule }) => {
    expect(file).toBe(`skills/${rule.skill}/rules/${basename(rule.id.replace('/', '-'))}.yml`);
  });
});
