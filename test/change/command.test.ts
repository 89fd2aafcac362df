import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ParsedCommand, parseCommand } from '../../src/change/command.ts';
import { COMMAND_FORMS, renderUsage } from '../../src/change/command-form.ts';

const Expected = z.union([
  z.strictObject({ ignored: z.literal(true) }),
  z.strictObject({ refused: z.string() }),
  z.strictObject({ command: z.strictObject({ verb: z.string(), args: z.record(z.string(), z.string()) }) }),
]);
const CommandCases = z.object({
  cases: z
    .array(
      z.strictObject({
        id: z.string(),
        why: z.string(),
        body: z.string(),
        edited: z.boolean().default(false),
        sender_type: z.string().default('User'),
        expect: Expected,
      }),
    )
    .min(1),
});

const path = process.env.CASES_COMMANDS ?? new URL('../fixtures/cases/commands.json', import.meta.url);
const { cases } = CommandCases.parse(JSON.parse(readFileSync(path, 'utf8')));

function parse(body: string): ParsedCommand {
  return parseCommand({ body, edited: false, senderKind: 'person' });
}

/** What was parsed, in the words of the case files. */
function told(parsed: ParsedCommand): z.infer<typeof Expected> {
  if (parsed.kind === 'ignored') return { ignored: true };
  if (parsed.kind === 'refused') return { refused: parsed.refusal };
  const { verb, ...given } = parsed.command;
  const args = Object.entries(given).flatMap(([name, value]: readonly [string, unknown]) => {
    const target = z.object({ kind: z.string(), id: z.string() }).safeParse(value);
    if (target.success) return [[target.data.kind, target.data.id]];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return { command: { verb, args: z.record(z.string(), z.string()).parse(Object.fromEntries(args)) } };
}

describe('a comment', () => {
  it.each(cases)('$id: $why', ({ body, edited, sender_type, expect: expected }) => {
    const parsed = parseCommand({ body, edited, senderKind: sender_type === 'Bot' ? 'bot' : 'person' });

    expect(told(parsed)).toEqual(expected);
  });

  it.each([
    ['below a quote', '> earlier words\n\n/conclave status', 'status'],
    ['below the fence of a quote', '> ```\n> code\n> ```\n/conclave status', 'status'],
    ['below an empty line of a quote', '> earlier words\n>\n/conclave status', 'status'],
    ['below a quote that runs on', '> earlier words\nrun on\n\n/conclave status', 'status'],
    ['below empty lines', '\n \t\r\n/conclave status', 'status'],
    ['above a signature that Markdown takes for a heading', '/conclave status\n--\nSent from a phone', 'status'],
    ['with a signature that looks like a table', '/conclave status\n:-', 'status'],
    ['with nothing behind it', '/conclave', 'help'],
    ['with blanks behind it', '/conclave \t ', 'help'],
    ['that asks for the state', '/conclave state', 'state'],
    ['that asks for a diagnosis', '/conclave diagnose 4c1f0de2a7b34f0f8a1f6a0f5f1c9d77', 'diagnose'],
    ['that asks for a playbook', '/conclave playbook infra_saturated', 'playbook'],
    ['with blanks around its words', '/conclave \t review   plan  ', 'review'],
  ])('is a command %s', (_, body, verb) => {
    expect(parse(body)).toMatchObject({ kind: 'command', command: { verb } });
  });

  it.each([
    ['in a line that runs on from a quote', '> He wrote:\n/conclave retry'],
    ['behind a tab', '\t/conclave retry'],
    ['in a list', '- /conclave retry'],
    ['below an HTML comment', '<!-- template -->\n/conclave retry'],
    ['in an open fence', '~~~\n/conclave retry'],
    ['behind a byte order mark', '\ufeff/conclave retry'],
    ['with a no-break space', '/conclave\u00a0retry'],
    ['with a colon', '/conclave: retry'],
    ['with two slashes', '//conclave retry'],
    ['in a heading', '# /conclave retry'],
    ['not at all', ''],
  ])('is ignored with a command %s', (_, body) => {
    expect(parse(body)).toEqual({ kind: 'ignored' });
  });

  it.each([
    ['/conclave status now', 'bad-argument', null],
    ['/conclave state now', 'bad-argument', null],
    ['/conclave diagnose', 'missing-argument', 'run'],
    ['/conclave diagnose ../../etc', 'bad-argument', 'run'],
    ['/conclave diagnose "1\'--"', 'bad-argument', 'run'],
    ['/conclave diagnose a b', 'bad-argument', null],
    ['/conclave playbook', 'missing-argument', 'code'],
    ['/conclave playbook §9', 'bad-argument', 'code'],
    ['/conclave review plan pr', 'bad-argument', null],
    ['/conclave review Plan', 'bad-argument', 'session'],
    ['/conclave explain F-1a2b3c4d F-1a2b3c4e', 'bad-argument', null],
    ['/conclave explain F-1A2B3C4D', 'bad-argument', 'finding'],
    ['/conclave waive', 'missing-argument', 'target'],
    ['/conclave waive G1 G2 the title follows the rules of the other team', 'bad-argument', null],
    ['/conclave waive G1, the title follows the rules of the other team', 'bad-argument', 'target'],
    ['/conclave waive G1 g2, since both follow the rules of the other team', 'bad-argument', null],
    ['/conclave waive g1 the title follows the rules of the other team', 'bad-argument', 'target'],
    ['/conclave waive risk-engine-review the risk team is on leave this week', 'bad-argument', 'target'],
    ['/conclave waive rule: the risk team is on leave this week', 'bad-argument', 'target'],
    ['/conclave waive rule:ci-green rule:ml-drift the team is on leave', 'bad-argument', null],
    ['/conclave dismiss', 'missing-argument', 'finding'],
    ['/conclave dismiss F-1a2b3c4d', 'missing-argument', 'reason'],
    [`/conclave dismiss F-1a2b3c4d ${'x'.repeat(2_001)}`, 'bad-argument', 'reason'],
    [`/conclave dismiss F-1a2b3c4d ${'\u200b'.repeat(30)}`, 'short-reason', 'reason'],
    [`/conclave dismiss F-1a2b3c4d a${' '.repeat(30)}b`, 'short-reason', 'reason'],
  ])('that says %s is refused', (body, refusal, argument) => {
    expect(parse(body)).toMatchObject({ kind: 'refused', refusal, argument });
  });

  it.each(['Status', 'approve', 'revert', 'toString', '__proto__', 'stat\u200bus'])(
    'with the verb %j is refused with the verb as it was written',
    (verb) => {
      expect(parse(`/conclave ${verb} F-1 x`)).toEqual({
        kind: 'refused',
        refusal: 'unknown-verb',
        verb,
        words: ['F-1', 'x'],
        argument: null,
      });
    },
  );

  it('waives a blocking rule by its name behind "rule:"', () => {
    const parsed = parse('/conclave waive rule:risk-engine-review the risk team is on leave this week');

    expect(parsed).toMatchObject({ command: { target: { kind: 'rule', id: 'risk-engine-review' } } });
  });

  it('counts a reason in characters as people see them', () => {
    const reason = `${'😀'.repeat(19)}x`;

    expect(parse(`/conclave waive G1 ${reason}`)).toMatchObject({ kind: 'command', command: { reason } });
  });
});

describe('the grammar', () => {
  it('shows every command as the documents do', () => {
    expect(COMMAND_FORMS.map(renderUsage)).toEqual([
      '/conclave review [plan|pr|experiment|full]',
      '/conclave explain <finding>',
      '/conclave waive <finding|gate|rule> <reason>',
      '/conclave dismiss <finding> <reason>',
      '/conclave retry',
      '/conclave cancel',
      '/conclave backtest [strategy]',
      '/conclave state',
      '/conclave diagnose <run>',
      '/conclave playbook <code>',
      '/conclave status',
      '/conclave help',
    ]);
  });
});
