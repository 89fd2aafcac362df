/** Every rule of the linter of records: how much it weighs, and what it asks for. */
export const ADR_RULES = {
  'adr/not-an-adr': { severity: 'error', asks: 'A Markdown file in the folder is a record.' },
  'adr/unread': { severity: 'error', asks: 'A record is short enough to be read whole.' },
  'adr/front-matter-invalid': { severity: 'error', asks: 'Front matter is YAML with keys.' },
  'adr/number-missing': { severity: 'error', asks: 'The file name begins with a number.' },
  'adr/duplicate-number': { severity: 'error', asks: 'No two records have one number.' },
  'adr/number-filename-mismatch': { severity: 'error', asks: 'The title carries the number of the file.' },
  'adr/sequence-gap': { severity: 'warning', asks: 'No number is left out between two records.' },
  'adr/title-missing': { severity: 'error', asks: 'A record has a title.' },
  'adr/status-missing': { severity: 'error', asks: 'A record has a status.' },
  'adr/status-unknown': { severity: 'error', asks: 'The status is one of the known words.' },
  'adr/date-missing': { severity: 'warning', asks: 'A record has a date.' },
  'adr/date-invalid': { severity: 'error', asks: 'The date is a day of the calendar as YYYY-MM-DD.' },
  'adr/section-missing': { severity: 'error', asks: 'Context, decision and consequences each have a section.' },
  'adr/section-empty': { severity: 'error', asks: 'Context, decision and consequences each say something.' },
  'adr/link-dead': { severity: 'error', asks: 'A link leads to a file of the repository.' },
  'adr/link-number-mismatch': { severity: 'error', asks: 'A link leads to the record that its text names.' },
  'adr/superseded-without-successor': { severity: 'error', asks: 'A superseded record names its successor.' },
  'adr/supersede-not-reciprocal': { severity: 'error', asks: 'Both records say that one supersedes the other.' },
  'adr/supersede-cycle': { severity: 'error', asks: 'No record supersedes itself over others.' },
  'adr/rejected-supersedes': { severity: 'error', asks: 'A rejected record supersedes nothing.' },
  'adr/invariant-malformed': { severity: 'error', asks: 'An invariant has an id, a known rule and globs.' },
  'adr/invariant-incomplete': { severity: 'error', asks: 'An invariant has what its rule needs, so that it can run.' },
  'adr/reference-unknown': { severity: 'error', asks: 'A record that is cited exists.' },
  'adr/reference-superseded': { severity: 'error', asks: 'A record that is cited is not superseded.' },
} as const satisfies Readonly<Record<string, { readonly severity: 'error' | 'warning'; readonly asks: string }>>;

/** The id of a rule of the linter. */
export type AdrRuleId = keyof typeof ADR_RULES;

/** Something that is wrong with a record, or with a place that cites one. */
export interface AdrFinding {
  readonly file: string;
  /** From 1; front matter counts. */
  readonly line: number;
  readonly rule: AdrRuleId;
  readonly severity: 'error' | 'warning';
  /** What is wrong, as a sentence. */
  readonly message: string;
  readonly expected?: string;
  readonly advice?: string;
}
