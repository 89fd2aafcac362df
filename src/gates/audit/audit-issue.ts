import { renderAuditMarkdown } from './audit-markdown.ts';
import type { WaiverAudit } from './waiver-audit.ts';

/** How the one issue that shows the newest audit shall stand. */
export interface AuditIssue {
  readonly title: string;
  readonly marker: string;
  /** Begins with the marker. */
  readonly body: string;
  readonly state: 'open' | 'closed';
}

/** By what the issue is found again. */
const MARKER = '<!-- conclave:waiver-audit -->';

/** Draws the issue of an audit: open while there is something to look at. */
export function drawAuditIssue(audit: WaiverAudit): AuditIssue {
  return {
    title: 'Guardrails: waiver audit',
    marker: MARKER,
    body: `${MARKER}\n${renderAuditMarkdown(audit)}`,
    state: audit.findings.length === 0 ? 'closed' : 'open',
  };
}
