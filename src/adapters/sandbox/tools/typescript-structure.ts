import type { StaticCheck, StaticFinding } from '../../../backtest/inspection/static-check.ts';
import { languageOf } from '../../../evidence/language.ts';
import { parseTree, type SyntaxNode } from '../../../evidence/syntax.ts';
import type { StructureFault } from './structure-fault.ts';
import { findReach } from './typescript-reach.ts';
import { findStrategyFaults } from './typescript-strategy.ts';

/** Most findings that are told of one file. */
const MOST_FINDINGS = 100;

type Rule = (root: SyntaxNode) => readonly StructureFault[];

const rules: readonly Rule[] = [findSyntaxErrors, findStrategyFaults, findReach];

/**
 * Looks at the syntax tree of a strategy in TypeScript: one exported class `Strategy` with its methods, imports of types
 * only, and no name by which code gets at the machine. It is a reading aid for people; what holds is the wall.
 */
export function checkTypescriptStructure(path: string, text: string): StaticCheck {
  const root = parseTree(text, languageOf(path) === 'javascript' ? 'javascript' : 'typescript');
  const faults = rules.flatMap((rule) => rule(root));
  const findings = faults.map((fault) => findingOf(path, fault)).toSorted(byPlace);
  return {
    id: 'structure',
    answer: findings.length === 0 ? 'pass' : 'fail',
    tool: null,
    findings: findings.slice(0, MOST_FINDINGS),
    reason: findings.length > MOST_FINDINGS ? `${findings.length} findings, the first ${MOST_FINDINGS} are told` : null,
  };
}

function findSyntaxErrors(root: SyntaxNode): readonly StructureFault[] {
  const error = root.find({ rule: { kind: 'ERROR' } });
  if (error === null) return [];
  return [{ node: error, code: 'syntax', message: 'this cannot be read as TypeScript' }];
}

function findingOf(path: string, { node, code, message }: StructureFault): StaticFinding {
  const start = node?.range().start;
  return {
    path,
    line: start === undefined ? null : start.line + 1,
    column: start === undefined ? null : start.column + 1,
    code: `structure/${code}`,
    message,
  };
}

function byPlace(left: StaticFinding, right: StaticFinding): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0);
}
