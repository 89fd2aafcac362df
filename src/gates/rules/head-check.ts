import type { BlockingRule } from '../../config/rules-config.ts';
import { type Found, failed, passed, sleeps, unjudged, waits } from './found.ts';
import type { HeadCheck, RuleFacts } from './rule-facts.ts';
import { matchesWords } from './word-pattern.ts';

type CheckAsked = NonNullable<BlockingRule['require']['check']>;

/** The check of the rules, which never waits for itself. */
export const RULES_CHECK = 'conclave/rules';

const OURS = 'conclave/';

/** Whether every check of a name ended as it may; one that runs is pending, one that is not there is no pass. */
export function judgeCheck(asked: CheckAsked, { checks, head }: Pick<RuleFacts, 'checks' | 'head'>): Found {
  if (checks.kind === 'unknown') return unjudged('checks unknown', `The checks are not known: ${checks.why}.`);
  const found = checks.value.filter((check) => isAskedFor(check, asked));
  if (found.length === 0) return absentOf(asked, head);
  const ended = found.filter(({ state }) => state !== 'pending');
  const bad = ended.filter(({ state }) => !asked.accept.some((word) => word === state));
  if (bad.length > 0) {
    return failed(
      ...bad.map((check) => ({ key: `check ${check.name}`, text: `${nameOf(check)} ended as ${wordOf(check)}.` })),
    );
  }
  const running = found.filter(({ state }) => state === 'pending');
  if (running.length > 0) return waits('check pending', `${tell(running)} ${are(running)} not done yet.`);
  return passed(`${tell(found)} ended as ${[...new Set(found.map(wordOf))].join(' or ')}`);
}

function isAskedFor({ name, app }: HeadCheck, asked: CheckAsked): boolean {
  if (name === RULES_CHECK || (asked.app !== undefined && app !== asked.app)) return false;
  if (!asked.name.includes('*')) return name === asked.name;
  return !name.startsWith(OURS) && matchesWords(name, asked.name);
}

function absentOf({ name, app, absent }: CheckAsked, head: string): Found {
  const by = app === undefined ? '' : ` of ${app}`;
  const what = name === '*' ? `no check of anybody else${by}` : `no check ${name}${by}`;
  const text = `There is ${what} on ${head.slice(0, 7)} yet.`;
  return absent === 'asleep' ? sleeps('check absent', text) : waits('check absent', text);
}

const MOST_NAMED = 3;

function tell(checks: readonly HeadCheck[]): string {
  const names = checks.slice(0, MOST_NAMED).map(nameOf);
  const left = checks.length - names.length;
  return `${names.join(', ')}${left === 0 ? '' : ` and ${left} more`}`;
}

function nameOf({ name, app }: HeadCheck): string {
  return app === null ? name : `${name} (${app})`;
}

function wordOf({ state }: HeadCheck): string {
  return state.replaceAll('_', ' ');
}

function are({ length }: readonly HeadCheck[]): string {
  return length === 1 ? 'is' : 'are';
}
