import { styleText } from 'node:util';
import { oneLine, wrap } from '../verdict-text/width.ts';
import type { Step } from './plan.ts';
import { lacksSource } from './workflow-source.ts';

const WORDS = { create: 'new', replace: 'replaced', unchanged: 'unchanged', leave: 'left' } as const;
const COLOURS = { create: 'green', replace: 'yellow', unchanged: null, leave: 'yellow' } as const;
const WIDTH = 'unchanged  '.length;

/** What becomes of each file, one line each, with the reason why one is left. */
export function renderSteps(steps: readonly Step[], colours: boolean): string {
  return steps
    .map((step) => {
      const word = WORDS[step.action];
      const colour = COLOURS[step.action];
      const painted = colours && colour !== null ? styleText(colour, word, { validateStream: false }) : word;
      const reason = step.action === 'leave' ? `: ${step.reason}` : '';
      return `  ${painted}${' '.repeat(WIDTH - word.length)}${oneLine(step.path)}${reason}\n`;
    })
    .join('');
}

/** How many files, in words: `1 file`, `4 files`. */
export function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

/** What a person does once the files stand, wrapped to a width. */
export function renderNext(steps: readonly Step[], outsideGit: boolean, columns: number): string {
  const unnamed = steps.flatMap((step) => ('text' in step && lacksSource(step.text) ? [step.path] : []));
  const paragraphs = [
    ...(outsideGit ? ['Put the folder under git and on GitHub.'] : []),
    ...(unnamed.length > 0 ? [nameSource(unnamed)] : []),
    'Commit the files on a branch and open a pull request. The configuration holds once it is merged.',
    steps.some(({ path }) => path.startsWith('.github/workflows/')) ? REQUIRE_JOB : REQUIRE_CHECK,
    'G3 sleeps until the base branch holds a plan dossier, G4 until story.pattern is set and a story has its folder. ' +
      'Of Conclave, read docs/guardrails.md for what is asked and docs/configuration.md for every key.',
  ];
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST)) - 3;
  const lines = paragraphs.flatMap((text, index) =>
    wrap(text, width).map((line, at) => `${at === 0 ? `${index + 1}.` : '  '} ${line}\n`),
  );
  return `Next:\n${lines.join('')}`;
}

/** Longer lines are hard to read, shorter ones too. */
const WIDEST = 100;
const NARROWEST = 40;

const REQUIRE_CHECK =
  'When the app has answered there, require its check: Settings > Rules > Rulesets, "Require status checks to pass", ' +
  '"conclave/guardrails".';

const REQUIRE_JOB =
  'When the guardrails have answered there, require them: Settings > Rules > Rulesets, "Require status checks to ' +
  'pass", the check "guardrails" of the workflow; with the app installed, "conclave/guardrails" in its place. The ' +
  'checks "evidence" and "decision records" need no model and no key, and can be required the same way.';

function nameSource(paths: readonly string[]): string {
  const named = paths.join(', ').replace(/, (?=[^ ]+$)/, ' and ');
  return `In ${named}, write the repository of Conclave that you use for OWNER/conclave (--source does it).`;
}
