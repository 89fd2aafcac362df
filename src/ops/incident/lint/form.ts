import { DURATIONS, FIELDS, type FieldName, type LogEntry, textOfField } from '../log/entry.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Headings that are numbered like an entry's, and entries without a severity. */
export function checkHeadings({ log }: LintGround): readonly LogFinding[] {
  const advice = 'Write it as `### 17.6 2026-11-20 — one line (severity P1)`.';
  const own = new Set(log.entries.map(({ section }) => section));
  const stray = log.strayHeadings.filter(
    ({ text }) => own.size === 0 || own.has(Number(/(\d{1,3})\./.exec(text)?.[1] ?? 0)),
  );
  return [
    ...stray.map(({ line }): LogFinding => {
      const message = 'The heading is numbered like an entry and does not have the form of one.';
      return { rule: 'incident/heading', line, entry: null, message, advice };
    }),
    ...log.entries
      .filter(({ severity }) => severity === null)
      .map(({ id, line }): LogFinding => {
        return { rule: 'incident/heading', line, entry: id, message: `The title of ${id} names no severity.`, advice };
      }),
    ...log.entries
      .filter(({ date }) => !isDay(date))
      .map(({ id, line, date }): LogFinding => {
        return { rule: 'incident/heading', line, entry: id, message: `${date} is no day of the calendar.`, advice };
      }),
  ];
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Fields that are missing, that stand twice, or in which nothing stands. */
export function checkFields({ log }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) => FIELDS.flatMap((name) => checkField(entry, name)));
}

function checkField(entry: LogEntry, name: FieldName): readonly LogFinding[] {
  const { id, line } = entry;
  const [first, second] = entry.fields.filter((field) => field.name === name);
  if (first === undefined) {
    const advice = `Write \`**${name}** :\` and what belongs there, as the template has it.`;
    return [{ rule: 'incident/field', line, entry: id, message: `${id} has no field “${name}”.`, advice }];
  }
  if (second !== undefined && name !== DURATIONS) {
    const advice = 'Keep one of them.';
    return [
      { rule: 'incident/field', line: second.line, entry: id, message: `${id} has the field “${name}” twice.`, advice },
    ];
  }
  if (!isEmpty(entry, name)) return [];
  const message = `The field “${name}” of ${id} is empty, or still holds the words of the template.`;
  return [
    {
      rule: 'incident/empty-field',
      line: first.line,
      entry: id,
      message,
      advice: 'Say it, or write TBD until it is known.',
    },
  ];
}

/** The words of the template that stand where nobody has written anything. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^trigger → detect → mitigate → fix\.?$/,
  /^Pn\b/,
  /^observable signal \(log line, metric, dashboard\)/,
  /^1-3 sentences naming the file:line/,
  /^what the test suite was missing/,
  /^PR # commit, files touched/,
  /^GH issue, PR, committee session, related/,
  /^durations\. Split tech vs human/,
  /^1-N bullets, action-oriented/,
  /^table of issues\/PRs to track/,
];

function isEmpty(entry: LogEntry, name: FieldName): boolean {
  const text = textOfField(entry, name).trim();
  if (text === '' || PLACEHOLDERS.some((words) => words.test(text))) return true;
  if (name === 'Follow-up actions') return entry.followUps.length === 0;
  return name === 'Lessons learned' && entry.lessons.length === 0;
}
