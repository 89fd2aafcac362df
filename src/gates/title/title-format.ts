import type { GatesConfig } from '../../config/gates-config.ts';

/** What a title may begin with. */
export type TitleRules = GatesConfig['g1'];

/** A title in the form `type(scope)!: subject`. */
export interface TitleParts {
  readonly type: string;
  /** What stands in the parentheses; null without any. */
  readonly scope: string | null;
  readonly breaking: boolean;
  readonly subject: string;
}

const FORMAT = /^([a-z][a-z0-9-]*)(?:\(([^()]*)\))?(!)?: (\S.*)$/u;

/** The parts of a title that has the form, whatever its words; null when it has not. */
export function readTitle(title: string): TitleParts | null {
  const [, type, scope, mark, subject] = FORMAT.exec(title) ?? [];
  if (type === undefined || subject === undefined) return null;
  return { type, scope: scope ?? null, breaking: mark === '!', subject };
}

/** Writes a title in its form. */
export function writeTitle({ type, scope, breaking, subject }: TitleParts): string {
  return `${type}${scope === null ? '' : `(${scope})`}${breaking ? '!' : ''}: ${subject}`;
}

const SCOPE = /^[a-z0-9._/-]+$/;

/** The scopes of a title, which stand apart by commas, with what is wrong with each; none without parentheses. */
export function wrongScopes({ scope }: TitleParts, { scopes }: TitleRules): readonly string[] {
  if (scope === null) return [];
  return scope.split(',').filter((one) => !SCOPE.test(one) || (scopes !== null && !scopes.includes(one)));
}

/** Whether a title is made by the host's revert button. */
function isRevert(title: string): boolean {
  return title.startsWith('Revert "');
}

/** Whether a title passes in form and words. */
export function hasTitleFormat(title: string, rules: TitleRules): boolean {
  if (isRevert(title)) return true;
  const parts = readTitle(title);
  return parts !== null && rules.types.includes(parts.type) && wrongScopes(parts, rules).length === 0;
}
