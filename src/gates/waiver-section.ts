import { GateId } from '../config/gates-config.ts';
import type { WaiverConfig } from '../config/waiver-config.ts';
import { removeInvisible } from '../kernel/invisible.ts';
import { readTextBlocks, type TextBlock } from '../kernel/markdown/reading/text-block.ts';

/** What the waiver section of a body says. */
export interface WaiverSection {
  /** The gates it names, in order. */
  readonly gates: readonly GateId[];
  /** Its words without the names of the gates and without headings, in one line. */
  readonly reason: string;
}

/** Reads the section that is headed with the waiver's words, at any level and in any case; null when there is none. */
export function readWaiverSection(body: string, { section }: Pick<WaiverConfig, 'section'>): WaiverSection | null {
  const blocks = readTextBlocks(body, { code: 'inline', quotes: false, unticked: false });
  const parts = partsHeaded(section, blocks);
  if (parts === null) return null;
  const named = parts.flatMap(({ text }) => gatesIn(text));
  const words = parts.filter(({ heading }) => heading === null).map(({ text }) => text);
  return { gates: GateId.options.filter((gate) => named.includes(gate)), reason: reasonOf(words.join(' ')) };
}

/** The blocks below every heading of these words, up to the next heading that is not below it. */
export function partsHeaded(section: string, blocks: readonly TextBlock[]): readonly TextBlock[] | null {
  const wanted = plainHeading(section);
  const parts: TextBlock[] = [];
  let depth: number | null = null;
  let isFound = false;
  for (const block of blocks) {
    const isBelow = depth !== null && (block.heading === null || block.heading > depth);
    if (!isBelow && block.heading !== null) {
      depth = plainHeading(block.text) === wanted ? block.heading : null;
      isFound ||= depth !== null;
    } else if (isBelow) parts.push(block);
  }
  return isFound ? parts : null;
}

function plainHeading(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/ ?:$/, '').trim().toLowerCase();
}

const GATE = /(?<![\p{L}\p{N}_])G[1-5](?![\p{L}\p{N}_])/giu;

function gatesIn(text: string): readonly string[] {
  return (text.match(GATE) ?? []).map((gate) => gate.toUpperCase());
}

/** What stands before the first word of the reason: `G1, G2 and G4:`. */
const LIST = /^(?:[^\p{L}\p{N}]|(?:and|et)(?![\p{L}\p{N}]))+/u;

function reasonOf(text: string): string {
  return removeInvisible(text.replace(GATE, ' ')).text.replace(/\s+/g, ' ').trim().replace(LIST, '').trim();
}
