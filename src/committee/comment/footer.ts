import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import type { Rows } from '../rows.ts';

/** The last line: who decides, and the commands that go on from here. */
export function renderFooter(rows: Rows): string {
  const [first] = [...rows.blockers, ...rows.changes, ...rows.fallen, ...rows.minors, ...rows.notes];
  const { id } = first?.lead ?? {};
  const commands = id === undefined ? [] : [`/conclave explain ${id}`, `/conclave dismiss ${id} <reason>`];
  const shown = [...commands, '/conclave help'].map(inlineCode).join(' · ');
  return subText(`Advisory; a person decides. ${shown}`);
}
