import { AppError } from '../../kernel/app-error.ts';
import { editYaml, type YamlEdit } from '../../kernel/yaml-edit.ts';
import { readGolden } from './golden.ts';
import { compareData, type GoldenOutcome, type JudgedFigure, judgeFigures, judgeGolden } from './judgement.ts';

/** Why expected values change, and who says so. */
export interface UpdateNote {
  readonly reason: string;
  /** As 2026-11-21. */
  readonly date: string;
  readonly by: string | null;
}

/** The new text of a golden file, and the names of what changed in it. */
export interface GoldenUpdated {
  readonly text: string;
  readonly changed: readonly string[];
}

/** As that of a waiver. */
const LEAST_REASON = 20;
const LONGEST_REASON = 500;

/**
 * Writes what a run came to into the text of a golden file, with the reason. Only what differs beyond its tolerance is
 * written, so that small drifts do not add up; comments, order and layout of all else stay. Where nothing differs the
 * text stays as it is. Throws an AppError for a reason that says nothing, and for a figure that the run does not have.
 */
export function updateGolden(
  { text, name }: { readonly text: string; readonly name: string },
  outcome: GoldenOutcome,
  note: UpdateNote,
): GoldenUpdated {
  const reason = readUpdateReason(note.reason);
  const golden = readGolden(text, name);
  const data = compareData(golden, outcome.summary.data);
  const figures = judgeFigures(golden, outcome).filter(({ answer }) => answer !== 'same');
  const edits = [
    ...data.map(({ symbol, got }): YamlEdit => {
      if (got === null) throw missing(name, `data of ${symbol}`);
      return {
        kind: 'set',
        path: ['data', golden.data.findIndex((each) => each.symbol === symbol), 'sha256'],
        value: got,
      };
    }),
    ...figures.map((judged) => setFigure(judged, name)),
  ];
  if (edits.length === 0) return { text, changed: [] };
  const item = { date: note.date, reason, ...(note.by === null ? {} : { by: note.by }) };
  const updated = editYaml(text, name, [...edits, { kind: 'append', list: 'updates', item }]);
  if (judgeGolden(readGolden(updated, name), outcome).answer !== 'same')
    throw new AppError('broken', 'an updated scenario does not expect what the run came to', { where: name });
  return {
    text: updated,
    changed: [...data.map(({ symbol }) => `data of ${symbol}`), ...figures.map(({ figure }) => figure)],
  };
}

/** The reason of an update with its spaces in order; throws an AppError for one that says nothing. */
export function readUpdateReason(given: string): string {
  const reason = given.trim().replaceAll(/\s+/g, ' ');
  if (reason.length >= LEAST_REASON && reason.length <= LONGEST_REASON && !/\p{C}/u.test(reason)) return reason;
  throw new AppError('bad-input', `the reason has ${reason.length} characters`, {
    where: '--reason',
    expected: `${LEAST_REASON} to ${LONGEST_REASON} visible characters`,
    advice: 'Say what changed and why the new figures are right; it is written into the file.',
  });
}

function setFigure({ part, figure, tolerance, got, answer }: JudgedFigure, name: string): YamlEdit {
  if (answer === 'missing') throw missing(name, figure);
  const path = tolerance.kind === 'exact' ? [part, figure] : [part, figure, 'value'];
  return { kind: 'set', path, value: got };
}

function missing(name: string, what: string): AppError {
  return new AppError('bad-input', `the run has no ${what}`, {
    where: name,
    expected: 'a run that says something of everything which the scenario expects',
    advice: `Remove ${what} from the scenario, or run what it speaks of.`,
  });
}
