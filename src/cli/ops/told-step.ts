import type { NextStep } from '../../ops/next-step.ts';
import type { Line } from '../verdict-text/line.ts';
import { hang, type Page } from '../verdict-text/page.ts';
import type { RoleLogins } from './role-words.ts';

/** The next step, and the logins of whose it is. */
export interface ToldStep extends NextStep {
  /** Empty where the configuration names nobody for the role. */
  readonly logins: readonly string[];
}

/** The next step with who holds its role. */
export function tellStep(step: NextStep, roles: RoleLogins): ToldStep {
  return { ...step, logins: roles[step.owner] };
}

/** Draws the next step: what, whose, and the command that says more. */
export function renderStep(step: ToldStep, page: Page): readonly Line[] {
  const more = moreOf(step);
  return [...hang('→ ', step.sentence, page), ...(more === '' ? [] : hang('  ', more, page))];
}

/** Who holds the role, and the command that prints the playbook; empty where there is neither. */
export function moreOf({ logins, playbook }: ToldStep): string {
  return [
    ...(logins.length === 0 ? [] : [logins.map((login) => `@${login}`).join(' ')]),
    ...(playbook === null ? [] : [`conclave ops playbook ${playbook}`]),
  ].join(' · ');
}

/** The next step for programs. */
export function stepJson({ sentence, owner, logins, severity, playbook }: ToldStep) {
  return { sentence, owner, logins, severity, playbook };
}
