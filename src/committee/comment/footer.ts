import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import type { Rows } from '../rows.ts';
import type { Session } from '../session.ts';

/** The last line: who decides, and the commands that go on from here. */
export function renderFooter(session: Session, rows: Rows): string {
  const lead = rows.blockers[0] ?? rows.changes[0] ?? rows.fallen[0] ?? rows.minors[0];
  const commands = lead === undefined ? [] : [`/conclave explain ${lead.lead.id}`, `/conclave dismiss ${lead.lead.id} <reason>`];
  const shown = [...commands, '/conclave help'].map(inlineCode).join(' · ');
  return subText(`Advisory; a person decides. Session ${inlineCode(session.id)} · ${shown}`);
}
