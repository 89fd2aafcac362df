import type { ConclaveConfig } from '../config/config.ts';
import { readTextBlocks } from '../kernel/markdown/reading/text-block.ts';
import type { GateResult } from './gate.ts';
import type { GuardedPull, Home } from './guarded-pull.ts';
import { findReference } from './reference/reference.ts';

/** G2: the description names an issue that it closes, an issue's address, a story or a work package. */
export function judgeReference(pull: GuardedPull, { story }: ConclaveConfig): GateResult {
  const blocks = readTextBlocks(pull.body, { code: 'none', quotes: false, unticked: true });
  const found = findReference(blocks, { host: hostOf(pull.home), pattern: story.pattern });
  if (found !== null)
    return { id: 'G2', answer: 'pass', reasons: [{ level: 'notice', key: 'reference', text: found }] };
  return {
    id: 'G2',
    answer: 'fail',
    reasons: [
      {
        level: 'failure',
        key: 'reference',
        text: 'The description names no issue that it closes, no story and no work package outside comments, code and quotes.',
        mend: 'Write a line such as "Closes #41", "Story: CVN-N011-EA-S07" or "OpenProject: wp#85" in the description.',
      },
    ],
  };
}

function hostOf(home: Home | null): string {
  return home?.host ?? 'github.com';
}
