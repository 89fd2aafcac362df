import { DURATIONS, type LogEntry } from '../log/entry.ts';
import { stagesOf } from '../log/stages.ts';
import { type StatedPart, statedParts } from '../log/stated-durations.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Technical and human detection are two things: both are stated, and a machine's is one that a machine made. */
export function checkDetection({ log }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) => {
    const field = entry.fields.find(({ name }) => name === DURATIONS);
    if (field === undefined || field.text.trim() === '') return [];
    const parts = statedParts(entry);
    const technical = parts.find(({ kind }) => kind === 'technical');
    if (technical === undefined || !parts.some(({ kind }) => kind === 'human')) return [notApart(entry, field.line)];
    return checkTechnical(entry, technical);
  });
}

function notApart({ id }: LogEntry, line: number): LogFinding {
  const message = `${id} does not tell the technical detection and the human acknowledgement apart.`;
  const advice =
    'State four durations, `technical / human / mitigate / fix`; the gap between the first two is what an alert can win.';
  return { rule: 'incident/detection', line, entry: id, message, advice };
}

function checkTechnical(entry: LogEntry, { line, text, duration }: StatedPart): readonly LogFinding[] {
  if (duration === null) return [];
  const { id } = entry;
  const found = { rule: 'incident/detection', line, entry: id } as const;
  const advice = 'Write `none` where no machine gave a sign, or put the sign into the timeline.';
  if (/\bno (?:alert|monitoring|detection)\b|\baucune? alerte\b/i.test(text)) {
    return [{ ...found, message: `${id} states a technical detection (“${text}”) that nothing made.`, advice }];
  }
  const stages = stagesOf(entry);
  if (stages.length === 0 || stages.some(({ kind }) => kind === 'technical')) return [];
  const message = `${id} states a technical detection (“${text}”), but its timeline names no sign that a machine gave.`;
  return [{ ...found, message, advice }];
}
