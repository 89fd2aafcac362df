/** What a review may be asked for by name. */
export type ReviewKind = 'plan' | 'pr' | 'experiment' | 'full';

/** The first word of a command. */
export type CommandVerb = CommandForm['verb'];

/** What an argument of a command is. */
export type ArgumentName = 'session' | 'finding' | 'target' | 'reason' | 'strategy' | 'run' | 'code';

/** One argument of a command. */
export interface CommandArgument {
  readonly name: ArgumentName;
  readonly isRequired: boolean;
  /** The words that may stand there; empty when it is no choice of words. */
  readonly choices: readonly ReviewKind[];
}

/** One command with what may follow it. */
export interface CommandForm {
  readonly verb:
    | 'review'
    | 'explain'
    | 'waive'
    | 'dismiss'
    | 'retry'
    | 'cancel'
    | 'backtest'
    | 'state'
    | 'diagnose'
    | 'playbook'
    | 'status'
    | 'help';
  readonly arguments: readonly CommandArgument[];
}

const required = (name: ArgumentName): CommandArgument => ({ name, isRequired: true, choices: [] });

/** The grammar of the commands, in the order in which people need them. */
export const COMMAND_FORMS: readonly CommandForm[] = [
  {
    verb: 'review',
    arguments: [{ name: 'session', isRequired: false, choices: ['plan', 'pr', 'experiment', 'full'] }],
  },
  { verb: 'explain', arguments: [required('finding')] },
  { verb: 'waive', arguments: [required('target'), required('reason')] },
  { verb: 'dismiss', arguments: [required('finding'), required('reason')] },
  { verb: 'retry', arguments: [] },
  { verb: 'cancel', arguments: [] },
  { verb: 'backtest', arguments: [{ name: 'strategy', isRequired: false, choices: [] }] },
  { verb: 'state', arguments: [] },
  { verb: 'diagnose', arguments: [required('run')] },
  { verb: 'playbook', arguments: [required('code')] },
  { verb: 'status', arguments: [] },
  { verb: 'help', arguments: [] },
];

/** The form of a verb, written exactly so; null when there is no such command. */
export function formOf(verb: string): CommandForm | null {
  return COMMAND_FORMS.find((form) => form.verb === verb) ?? null;
}

const SHOWN: Readonly<Record<Exclude<ArgumentName, 'session'>, string>> = {
  finding: '<finding>',
  target: '<finding|gate|rule>',
  reason: '<reason>',
  strategy: '[strategy]',
  run: '<run>',
  code: '<code>',
};

/** A command as it is shown: `/conclave review [plan|pr|experiment|full]`. */
export function renderUsage({ verb, arguments: given }: CommandForm): string {
  const shown = given.map(({ name, choices }) => (name === 'session' ? `[${choices.join('|')}]` : SHOWN[name]));
  return ['/conclave', verb, ...shown].join(' ');
}
