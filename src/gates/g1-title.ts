import type { Change } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GuardedPull } from './guarded-pull.ts';
import { storiesInBody, storiesInBranch, storyIn } from './story.ts';
import { correctTitle } from './title/corrected-title.ts';
import { hasTitleFormat, readTitle, type TitleRules, writeTitle, wrongScopes } from './title/title-format.ts';

/** G1: the title has the form `type(scope)!: subject`, and with a story pattern all three places name one story. */
export function judgeTitle(pull: GuardedPull, change: Change, { gates, story }: ConclaveConfig): GateResult {
  const title = pull.title.trim();
  const stories = story.pattern === null ? null : readStories({ ...pull, title }, story.pattern);
  const better = betterTitle(title, correctTitle(title, change, gates.g1), { rules: gates.g1, stories });
  const failures = [
    ...(hasTitleFormat(title, gates.g1) ? [] : [wrongFormat(title, better, gates.g1)]),
    ...(stories === null ? [] : wrongStories(stories, better)),
  ];
  if (failures.length > 0) return { id: 'G1', answer: 'fail', reasons: failures };
  return { id: 'G1', answer: 'pass', reasons: [{ level: 'notice', key: 'format', text: `"${title}"` }] };
}

interface Ground {
  readonly rules: TitleRules;
  readonly stories: Stories | null;
}

/** The corrected title, with the story that the description or the branch names where the title names none. */
function betterTitle(title: string, corrected: string | null, { rules, stories }: Ground): string | null {
  const base = hasTitleFormat(title, rules) ? title : corrected;
  if (base === null || stories === null || stories.inTitle !== null) return base === title ? null : base;
  const [known] = [...stories.inBody, ...stories.inBranch];
  const parts = readTitle(base);
  if (parts === null || known === undefined) return base === title ? null : base;
  const written = writeTitle({ ...parts, subject: `${known} ${parts.subject}` });
  return storyIn(written, stories.pattern) === known ? written : base === title ? null : base;
}

function wrongFormat(title: string, better: string | null, rules: TitleRules): Reason {
  const form = `Write type(scope): subject, e.g. ${rules.types[0]}: what the change does. The types are: ${rules.types.join(', ')}.`;
  const mend = better === null ? form : `Try: ${better}`;
  return { level: 'failure', key: 'format', text: `"${title}" ${whatIsWrong(title, rules)}.`, mend };
}

function whatIsWrong(title: string, rules: TitleRules): string {
  if (title === '') return 'is empty';
  const parts = readTitle(title);
  if (parts === null) return describeForm(title, rules);
  if (!rules.types.includes(parts.type)) {
    return `has the type "${parts.type}", which is none of: ${rules.types.join(', ')}`;
  }
  if (parts.scope === '') return 'has empty parentheses';
  const wrong = wrongScopes(parts, rules).map((scope) => `"${scope}"`);
  if (rules.scopes === null) {
    return `has the scope ${wrong.join(', ')}, and a scope is lower-case letters, digits and ._/-, several with commas only`;
  }
  return `has the scope ${wrong.join(', ')}, which is none of: ${rules.scopes.join(', ')}`;
}

/** What keeps a title from having the form, in the order in which a reader sees it. */
function describeForm(title: string, { types }: TitleRules): string {
  const loose = /^(\P{L}*)([\p{L}][\p{L}\p{N}_-]*)\s*(?:\([^()]*\))?\s*!?\s*:(\s*)(.*)$/u.exec(title);
  if (loose === null) return 'has no type';
  const [, before = '', word = '', blanks = '', subject = ''] = loose;
  if (!types.includes(word.toLowerCase())) return 'has no type that is known';
  if (before !== '') return `has "${before.trim()}" before its type`;
  if (word !== word.toLowerCase()) return `writes its type "${word}" with capital letters`;
  if (subject === '') return 'has no subject behind the colon';
  if (blanks !== ' ') return `has ${blanks === '' ? 'no' : 'more than one'} space behind the colon`;
  return 'has not the form type(scope)!: subject';
}

/** What the title, the description and the branch name. */
interface Stories {
  readonly pattern: string;
  readonly branch: string;
  readonly inTitle: string | null;
  readonly inBody: readonly string[];
  readonly inBranch: readonly string[];
}

function readStories({ title, body, headBranch }: GuardedPull, pattern: string): Stories {
  return {
    pattern,
    branch: headBranch,
    inTitle: storyIn(title, pattern),
    inBody: storiesInBody(body, pattern),
    inBranch: storiesInBranch(headBranch, pattern),
  };
}

function wrongStories(stories: Stories, better: string | null): readonly Reason[] {
  const { inTitle: story, inBody, inBranch } = stories;
  if (story === null) return [storyMissing(stories, better)];
  const isInBranch = inBranch.some((other) => other.toLowerCase() === story.toLowerCase());
  return [
    ...(inBody.includes(story) ? [] : [otherInBody(story, inBody)]),
    ...(isInBranch ? [] : [otherInBranch(story, stories)]),
  ];
}

function storyMissing({ pattern, inBody }: Stories, better: string | null): Reason {
  const known = inBody[0] === undefined ? '' : `, the description names ${inBody[0]}`;
  const mend = better === null ? `Put the id of the story in the title; it matches ${pattern}.` : `Try: ${better}`;
  return { level: 'failure', key: 'story title', text: `The title names no story${known}.`, mend };
}

function otherInBody(story: string, inBody: readonly string[]): Reason {
  const found = inBody.length === 0 ? 'no story' : shown(inBody);
  return {
    level: 'failure',
    key: 'story body',
    text: `The description names ${found}, the title names ${story}.`,
    mend: `Write the line "Story: ${story}" in the description, outside comments and code, or correct the title.`,
  };
}

function otherInBranch(story: string, { branch, inBranch }: Stories): Reason {
  const found = inBranch.length === 0 ? `"${branch}" names no story` : `names ${shown(inBranch)}`;
  return {
    level: 'failure',
    key: 'story branch',
    text: `The branch ${found}, the title names ${story}.`,
    mend: `Open it from a branch whose name holds ${story}, or correct the title.`,
  };
}

const MOST_SHOWN = 3;

function shown(stories: readonly string[]): string {
  const more = stories.length > MOST_SHOWN ? ` and ${stories.length - MOST_SHOWN} more` : '';
  return `${stories.slice(0, MOST_SHOWN).join(', ')}${more}`;
}
