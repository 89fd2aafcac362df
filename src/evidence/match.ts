import { importsAnyOf } from './imports.ts';
import { compileMatcher, findGivenValues } from './matcher.ts';
import type { EvidenceRule } from './rule.ts';
import { functionsAround } from './scope.ts';
import type { Source } from './source.ts';
import type { Speller } from './spelling.ts';
import type { SyntaxNode } from './syntax.ts';

/** The lines, from 1, at which a rule finds something in a file of its language; paths are not asked. */
export function matchRule(rule: EvidenceRule, source: Source, speller: Speller): readonly number[] {
  if (rule.imports !== undefined && !importsAnyOf(source.imports, rule.imports)) return [];
  const found = findNodes(rule, source, speller);
  if (found.length === 0) return [];
  const isExcused = excuses(rule, source, speller);
  return found.filter((node) => !isExcused(node)).map((node) => lineOf(node, rule.at));
}

function findNodes(rule: EvidenceRule, source: Source, speller: Speller): readonly SyntaxNode[] {
  if (rule.given !== undefined) return findGivenValues(source.root, rule, speller).map(({ at }) => at);
  const matcher = rule.rule === undefined ? null : compileMatcher(rule.rule, rule, speller);
  return matcher === null ? [] : source.root.findAll(matcher);
}

/** What excuses is looked up once for the file, not once for each match. */
function excuses(rule: EvidenceRule, source: Source, speller: Speller): (node: SyntaxNode) => boolean {
  const matcher = rule.excused_by === undefined ? null : compileMatcher(rule.excused_by, rule, speller);
  if (matcher === null) return () => false;
  const excusing = source.root.findAll(matcher).map((node) => functionsAround(node)[0] ?? source.root);
  const scopes = new Set(excusing.map((scope) => scope.id()));
  return (node) => [...functionsAround(node), source.root].some((scope) => scopes.has(scope.id()));
}

function lineOf(node: SyntaxNode, variable: string | undefined): number {
  const place = (variable === undefined ? null : node.getMatch(variable)) ?? calledName(node);
  return place.range().start.line + 1;
}

/** The name that a call calls, the last one of a chain; any other node stands for itself. */
function calledName(node: SyntaxNode): SyntaxNode {
  if (!node.is('call') && !node.is('call_expression')) return node;
  const called = node.field('function');
  return called?.field('attribute') ?? called?.field('property') ?? called ?? node;
}
