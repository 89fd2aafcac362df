import type { Complaint } from '../kernel/complaint.ts';
import type { Reason } from './gate.ts';

/** A configuration that cannot be read, as the reason of an answer with its file and line. */
export function reasonOfComplaint({ what, where, expected, advice }: Complaint): Reason {
  const mend = [...(expected === null ? [] : [`Expected ${expected}.`]), ...(advice === null ? [] : [advice])];
  return {
    level: 'failure',
    key: 'configuration',
    text: `The configuration is wrong: ${what}.`,
    ...(mend.length > 0 && { mend: mend.join('\n') }),
    ...placeOf(where),
  };
}

/** A place is written as `file:line`, or as a file alone. */
function placeOf(where: string | null): { readonly path?: string; readonly line?: number } {
  if (where === null) return {};
  const [, path, line] = /^(.*):(\d+)$/s.exec(where) ?? [];
  return path === undefined ? { path: where } : { path, line: Number(line) };
}
