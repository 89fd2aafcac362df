import { z } from 'zod';
import { AppError, messageOf } from '../kernel/app-error.ts';
import { Session } from './session.ts';
import { VerdictStatus } from './verdict.ts';

/** Words of older records and what they mean today; read, never written. */
const OLD_STATUS: Readonly<Record<string, VerdictStatus>> = {
  PASSED: 'ACCEPTED',
  'ACCEPTED-WITH-CHANGES': 'ACCEPTED_WITH_CHANGES',
};

const LooseVerdict = z.looseObject({ status: z.string() });
/** `rehearsal_covers` is missing in files that were written before the verdict could be drawn again. */
const Loose = z.looseObject({ verdict: LooseVerdict, rehearsal_covers: z.unknown().default(null) });

/** Reads a session file; old words are understood, an unknown one is an error that names it. */
export function readSession(text: string, fileName: string): Session {
  const loose = Loose.safeParse(parseJson(text, fileName));
  if (!loose.success) throw notASession(fileName, 'it has no verdict with a status');
  const parsed = Session.safeParse({ ...loose.data, verdict: readVerdictWords(loose.data.verdict, fileName) });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notASession(fileName, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
}

/** The verdict with today's words in place of old ones. */
function readVerdictWords(verdict: z.infer<typeof LooseVerdict>, fileName: string): unknown {
  const { dissent, ...rest } = verdict;
  const status = OLD_STATUS[verdict.status] ?? verdict.status;
  if (!VerdictStatus.safeParse(status).success) {
    throw new AppError('bad-input', `unknown status "${verdict.status}"`, {
      where: fileName,
      expected: `one of: ${[...VerdictStatus.options, ...Object.keys(OLD_STATUS)].join(', ')}`,
    });
  }
  return { ...rest, status, areas_of_dissent: rest.areas_of_dissent ?? dissent };
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notASession(fileName, `it is not JSON (${messageOf(error)})`);
  }
}

function notASession(where: string, why: string): AppError {
  return new AppError('bad-input', `this is not a session file: ${why}`, {
    where,
    expected: 'a file that conclave review wrote under committee/sessions/',
  });
}
