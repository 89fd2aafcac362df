import type { EvidenceAccount } from '../account.ts';
import { ruleDecisionWords } from '../rule-standing.ts';
import { levelOfHit } from './result.ts';
import { artifactAt } from './uri.ts';
import { cut } from './words.ts';

/** What a log tells beside its results, each with an id that a notification names. */
export const NOTIFICATIONS = [
  descriptor('unread-file', 'A file that rules ask could not be read, so that they say nothing for it.'),
  descriptor('results-left-out', 'There are more results than a log may hold.'),
  descriptor('rule-decision', 'The repository switched a rule off or gave it another class.'),
  descriptor('remark', 'Something that a person should know of the reading.'),
] as const;

function descriptor(id: string, text: string) {
  return { id, shortDescription: { text } };
}

const LONGEST = 1_000;

/** The run of the program: what it could not read, what was left out, and what was decided about its rules. */
export function sarifNotifications(account: EvidenceAccount, leftOut: number) {
  const { unread, notes, rules } = account;
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...unread.map(({ path, reason }) => ({
        ...notify('unread-file', 'warning', `No rule could read this file: ${reason}`),
        locations: [{ physicalLocation: { artifactLocation: artifactAt(path) } }],
      })),
      ...(leftOut > 0 ? [notify('results-left-out', 'warning', leftOutWords(leftOut))] : []),
      ...notes.map((note) => notify('remark', 'note', note)),
    ],
    toolConfigurationNotifications: rules.flatMap((standing) => {
      const text = ruleDecisionWords(standing);
      if (text === null) return [];
      return [{ ...notify('rule-decision', 'note', text), associatedRule: { id: standing.rule.id } }];
    }),
    ruleConfigurationOverrides: rules.flatMap(({ rule, runs, decision }, index) => {
      if (decision === null) return [];
      const configuration =
        runs === 'off' ? { enabled: false } : { level: levelOfHit({ class: runs, severity: rule.severity }) };
      return [{ descriptor: { id: rule.id, index }, configuration }];
    }),
  };
}

function notify(id: (typeof NOTIFICATIONS)[number]['id'], level: 'note' | 'warning', text: string) {
  const index = NOTIFICATIONS.findIndex((one) => one.id === id);
  return { descriptor: { id, index }, level, message: { text: cut(text, LONGEST) } };
}

function leftOutWords(count: number): string {
  return `${count.toLocaleString('en-US')} results that weigh less are left out: the log would be larger than GitHub takes.`;
}
