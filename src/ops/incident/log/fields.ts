import { FIELDS, type FieldName, type LogField } from './entry.ts';
import { lineAt } from './lines.ts';

/** The body of an entry, where it begins in its log, and that log. */
export interface Body {
  readonly text: string;
  readonly offset: number;
  readonly whole: string;
}

/** How people write the labels; the durations may stand in up to four fields of their own. */
const LABELS: readonly { readonly name: FieldName; readonly label: string }[] = [
  { name: FIELDS[7], label: 'Time-to-(?:detect|acknowledge|mitigate|fix)(?:[ /]+[^:*\\n]{0,80}?)?' },
  { name: 'Time', label: 'Time' },
  { name: 'Severity', label: 'Severity' },
  { name: 'Symptom', label: 'Symptoms?' },
  { name: 'Root cause', label: 'Root causes?' },
  { name: 'Test gap', label: 'Test gaps?' },
  { name: 'Fix', label: 'Fix' },
  { name: 'Audit trail', label: 'Audit trail' },
  { name: 'Lessons learned', label: 'Lessons(?: learned)?' },
  { name: 'Follow-up actions', label: 'Follow-up actions' },
];

const ANY = LABELS.map(({ label }) => label).join('|');
/** `**Time** :` or `**Time:**` at the beginning of a line. */
const BOLD = new RegExp(String.raw`^[ \t]*(?:[-*][ \t]+)?\*\*(${ANY})[ \t]*(?::[ \t]*\*\*|\*\*[ \t]*:)`, 'gm');
/** `Time :` at the beginning of a line, or behind the end of a sentence. */
const PLAIN = new RegExp(String.raw`(?:^|(?<=[.!?)] ))(${ANY})[ \t]?:(?=\s|$)`, 'gm');

/** Cuts the body of an entry into its fields; plain labels count only where no label is bold. */
export function readFields({ text, offset, whole }: Body): {
  readonly fields: readonly LogField[];
  readonly isBold: boolean;
} {
  const bold = [...text.matchAll(BOLD)];
  const found = bold.length > 0 ? bold : [...text.matchAll(PLAIN)];
  const fields = found.map((match, index): LogField => {
    const start = match.index + match[0].length;
    const label = (match[1] ?? '').trim();
    return {
      name: nameOf(label),
      label,
      offset: offset + start,
      line: lineAt(whole, offset + start),
      text: text.slice(start, found[index + 1]?.index ?? text.length).trimEnd(),
    };
  });
  return { fields, isBold: bold.length > 0 };
}

function nameOf(label: string): FieldName {
  const found = LABELS.find((each) => new RegExp(`^(?:${each.label})$`).test(label));
  return found?.name ?? 'Time';
}

/** The lines of a field with their numbers in the log. */
export function fieldLines({ text, line }: LogField): readonly { readonly line: number; readonly text: string }[] {
  return text.split('\n').map((each, index) => ({ line: line + index, text: each.replace(/\r$/, '') }));
}
