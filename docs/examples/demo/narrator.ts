import { styleText } from 'node:util';
import { wrap } from '../../../src/cli/verdict-text/width.ts';

type Style = Parameters<typeof styleText>[0];

/** Who tells in the terminal what happens. */
export interface Narrator {
  /** Columns that there are for a quoted text. */
  readonly width: number;
  act(title: string): void;
  /** One thing that happened, with a sign before it. */
  fact(sign: Sign, text: string): void;
  /** A text that somebody wrote, as lines that fit the width. */
  quote(who: string, lines: readonly string[]): void;
  plain(text: string): void;
}

/** The signs before facts; each means something. */
export type Sign = 'comes' | 'runs' | 'failure' | 'action_required' | 'neutral' | 'success' | 'counts';

const SIGNS: Readonly<Record<Sign, { readonly sign: string; readonly style: Style }>> = {
  comes: { sign: '→', style: 'cyan' },
  runs: { sign: '●', style: 'yellow' },
  failure: { sign: '✗', style: 'red' },
  action_required: { sign: '!', style: 'yellow' },
  neutral: { sign: '■', style: 'dim' },
  success: { sign: '✓', style: 'green' },
  counts: { sign: '=', style: 'dim' },
};

const MOST_COLUMNS = 96;
const MARGIN = 4;

/** Tells on standard output; colours only where a person watches. */
export function narrate(): Narrator {
  const columns = Math.min(process.stdout.columns ?? 80, MOST_COLUMNS);
  const width = Math.max(columns - MARGIN, 20);
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  let quoted = false;
  const gap = () => {
    if (quoted) say('');
    quoted = false;
  };
  return {
    width,
    act: (title) => {
      quoted = false;
      say(`\n${styleText('bold', `━━ ${title} ━━`)}\n`);
    },
    fact: (which, text) => {
      gap();
      const { sign, style } = SIGNS[which];
      for (const [index, line] of wrap(text, width).entries())
        say(index === 0 ? `  ${styleText(style, sign)} ${line}` : `    ${line}`);
    },
    quote: (who, lines) => {
      say(`\n  ${styleText('bold', who)}`);
      for (const line of lines) say(`  ${styleText('dim', '│')} ${line}`.trimEnd());
      quoted = true;
    },
    plain: say,
  };
}
