import { CONFIG_PATH } from '../../config/config.ts';
import { type Found, failed, passed, sleeps, unjudged } from './found.ts';
import type { Approval, RuleFacts } from './rule-facts.ts';
import type { SettledApproval } from './settled-rule.ts';

type Facts = Pick<RuleFacts, 'approvals' | 'teams' | 'head'>;

/** Whether enough of the named people approved the very head; an approval of another commit is told and does not count. */
export function judgeApproval(asked: SettledApproval, facts: Facts): Found {
  if (asked.kind === 'unnamed') {
    const mend = `Name it in ${CONFIG_PATH}: rules: [{ include: defaults, teams: { ${asked.role}: org/team } }].`;
    return sleeps('no team', `No team is named for ${asked.role}.`, mend);
  }
  if (facts.approvals.kind === 'unknown') {
    return unjudged('approvals unknown', `The reviews are not known: ${facts.approvals.why}.`);
  }
  const named = namedIn(asked, facts);
  return 'answer' in named ? named : weigh(asked, named.logins, { head: facts.head, given: facts.approvals.value });
}

/** The people who may approve, in small letters; what cannot be told counts for nobody. */
function namedIn(
  asked: Exclude<SettledApproval, { kind: 'unnamed' }>,
  { teams }: Facts,
): { readonly logins: readonly string[] } | Found {
  if (asked.kind === 'users') return { logins: asked.users.map(small) };
  const team = teams.get(asked.team);
  switch (team?.kind) {
    case 'read':
      return { logins: team.members.map(small) };
    case 'absent':
      return unjudged(
        'team absent',
        `There is no team ${asked.team} that can be seen here.`,
        `Correct its name in ${CONFIG_PATH}, or let the app or the token read the members of the organisation.`,
      );
    case 'unreadable':
      return unjudged(
        'team unreadable',
        `The members of ${asked.team} cannot be read: ${team.why}.`,
        'Grant the permission "Members (organisation)": read.',
      );
    case undefined:
      return unjudged('team unknown', `The members of ${asked.team} were not looked up.`);
    default:
      return team satisfies never;
  }
}

interface Given {
  readonly head: string;
  readonly given: readonly Approval[];
}

function weigh(
  asked: Exclude<SettledApproval, { kind: 'unnamed' }>,
  logins: readonly string[],
  { head, given }: Given,
): Found {
  const theirs = given.filter(({ login }) => logins.includes(small(login)));
  const counting = theirs.filter(({ onHead }) => onHead);
  const whom = asked.kind === 'team' ? asked.team : `one of ${asked.users.join(', ')}`;
  const commit = head.slice(0, SHORT_SHA);
  if (counting.length >= asked.count) {
    return passed(`approved at ${commit} by ${counting.map(({ login }) => login).join(', ')} (${whom})`);
  }
  const late = theirs.filter(({ onHead }) => !onHead).map(({ login }) => login);
  const told = late.length === 0 ? '' : `; ${late.join(', ')} approved an earlier commit`;
  return failed({
    key: `approval ${whom}`,
    text: `${counting.length} of ${asked.count} approving ${asked.count === 1 ? 'review' : 'reviews'} by ${whom} at ${commit}${told}.`,
  });
}

const SHORT_SHA = 7;

function small(login: string): string {
  return login.toLowerCase();
}
