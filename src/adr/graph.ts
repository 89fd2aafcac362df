import { compareText } from '../kernel/compare-text.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import { beginningOf } from '../kernel/markdown/beginning.ts';
import type { DecisionRecord, RecordStatus } from './record.ts';
import { type Relation, relationsOf } from './record-relation.ts';
import { bareTitle } from './record-title.ts';

/** Decision records and how they hang together, in a stable order. */
export interface DecisionGraph {
  readonly nodes: readonly DecisionNode[];
  readonly edges: readonly Relation[];
}

/** A record as it is drawn. */
export interface DecisionNode {
  readonly path: string;
  readonly number: number | null;
  readonly title: string;
  readonly status: RecordStatus | null;
}

/** Joins records by what they supersede, amend and cite; by number, records without one last. */
export function assembleGraph(records: readonly DecisionRecord[]): DecisionGraph {
  const sorted = [...records].sort(compareRecords);
  const nodes = sorted.map(({ path, number, title, status }) => ({ path, number, title, status }));
  return { nodes, edges: relationsOf(sorted) };
}

function compareRecords(left: DecisionRecord, right: DecisionRecord): number {
  const [first, second] = [left.number ?? Infinity, right.number ?? Infinity];
  return (first === second ? 0 : first - second) || compareText(left.path, right.path);
}

/** How a status is drawn; the word stands in the box as well. */
const CLASSES: Readonly<Record<RecordStatus | 'none', string>> = {
  accepted: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  amended: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328,stroke-dasharray:4',
  proposed: 'fill:#ddf4ff,stroke:#0969da,color:#1f2328',
  rejected: 'fill:#ffebe9,stroke:#cf222e,color:#1f2328',
  deprecated: 'fill:#f6f8fa,stroke:#59636e,color:#59636e',
  superseded: 'fill:#f6f8fa,stroke:#59636e,color:#59636e,stroke-dasharray:4',
  other: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
  none: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
};

const ARROWS: Readonly<Record<Relation['kind'], string>> = {
  supersedes: '==>|supersedes|',
  amends: '-->|amends|',
  cites: '-.->',
};

/** Draws a graph as Mermaid, with a legend of what occurs in it. Nothing that stands in a title can end its box. */
export function renderMermaid({ nodes, edges }: DecisionGraph): string {
  const ids = new Map(nodes.map(({ path, number }, index) => [path, idOf(number, index, nodes)]));
  const used = [...new Set(nodes.map(classOf))].sort(compareText);
  const lines = [
    ...nodes.map((node) => `  ${ids.get(node.path)}["${labelOf(node)}"]:::${classOf(node)}`),
    ...edges.map(({ from, kind, to }) => `  ${ids.get(from)} ${ARROWS[kind]} ${ids.get(to)}`),
    ...renderLegend(used, edges),
    ...used.map((name) => `  classDef ${name} ${CLASSES[name]}`),
  ];
  return `flowchart TD\n${lines.join('\n')}\n`;
}

/** Two records with one number stay two boxes. */
function idOf(number: number | null, index: number, nodes: DecisionGraph['nodes']): string {
  const isOnly = number !== null && nodes.filter((node) => node.number === number).length === 1;
  return isOnly ? `adr${number}` : `record${index + 1}`;
}

function classOf({ status }: DecisionNode): keyof typeof CLASSES {
  return status ?? 'none';
}

const LONGEST_TITLE = 60;

function labelOf({ number, title, path, status }: DecisionNode): string {
  const words = title.trim() === '' ? path : bareTitle(title);
  const short = words.length > LONGEST_TITLE ? `${beginningOf(words, LONGEST_TITLE - 1)}…` : words;
  const name = number === null ? '' : `ADR-${number}: `;
  return `${safe(name + short)}<br/>${status ?? 'no status'}`;
}

/** Everything that Mermaid, Markdown or HTML could read as more than text, as a numbered character. */
function safe(text: string): string {
  const line = removeInvisible(text).text.replaceAll(/\s+/g, ' ');
  return line.replaceAll(/["#;<>&`[\]{}()|\\*_$@%]/g, (sign) => `#${sign.codePointAt(0)};`);
}

function renderLegend(used: readonly string[], edges: DecisionGraph['edges']): readonly string[] {
  const kinds = (['supersedes', 'amends', 'cites'] as const).filter((kind) => edges.some((edge) => edge.kind === kind));
  const boxes = used.map((name) => `    legend_${name}["${name === 'none' ? 'no status' : name}"]:::${name}`);
  const arrows = kinds.map(
    (kind) => `    ${kind}_from[" "] ${kind === 'cites' ? '-.->|cites|' : ARROWS[kind]} ${kind}_to[" "]`,
  );
  return ['  subgraph legend [Legend]', ...boxes, ...arrows, '  end'];
}
