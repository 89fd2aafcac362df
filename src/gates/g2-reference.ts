import type { ConclaveConfig } from '../config/config.ts';
import { readTextBlocks } from '../kernel/markdown/reading/text-block.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GuardedPull, Home } from './guarded-pull.ts';
import { findReference } from './reference/reference.ts';

/** G2: the description names an issue that it closes, an issue's address, a story or a work package. */
export function judgeReference(pull: GuardedPull, { story }: ConclaveConfig): GateResult {
  const blocks = readTextBlocks(pull.body, { code: 'none', quotes: false, unticked: true });
  const found = findReference(blocks, { host: hostOf(pull.home), pattern: story.pattern });
  if (found !== null)
    return { id: 'G2', answer: 'pass', reasons: [{ level: 'notice', key: 'reference', text: found }] };
  return { id: 'G2', answer: 'fail', reasons: [lacking(story.pattern)] };
}

function lacking(pattern: string | null): Reason {
  const story = pattern === null ? 'CVN-N011-EA-S07' : `and an id that matches ${pattern}`;
  return {
    level: 'failure',
    key: 'reference',
    text: 'The description names no issue that it closes, no issue address, no story and no work package; comments, code and quotes do not count.',
    mend: `Write one of these lines in the description, with the number: "Closes #N", "Story: ${story}", "OpenProject: wp#N".`,
  };
}

function hostOf(home: Home | null): string {
  return home?.host ?? 'github.com';
}
