import type { BlockingRule } from '../../config/rules-config.ts';
import { matchesAny } from '../../kernel/glob.ts';
import { type Found, failed, passed, unjudged } from './found.ts';
import type { RuleFacts } from './rule-facts.ts';

type ArtefactAsked = NonNullable<BlockingRule['require']['artefact']>;

/** Whether a file is there at the head or, where that is asked for, was added or changed by the pull request itself. */
export function judgeArtefact(
  { path, changed }: ArtefactAsked,
  { change, after }: Pick<RuleFacts, 'change' | 'after'>,
): Found {
  const globs = typeof path === 'string' ? [path] : path;
  const brought = change.files.find((file) => file.status !== 'deleted' && matchesAny(file.path, globs));
  if (brought !== undefined) return passed(`${brought.path} is ${brought.status}`);
  const key = `artefact ${globs.join(' ')}`;
  const wanted = globs.length === 1 ? globs.join('') : `one of ${globs.join(', ')}`;
  if (changed) return failed({ key, text: `The pull request adds or changes no file that matches ${wanted}.` });
  if (after.kind === 'unknown') return unjudged('files unknown', `The files are not known: ${after.why}.`);
  const standing = after.value.find((one) => matchesAny(one, globs));
  return standing === undefined ? failed({ key, text: `No file matches ${wanted}.` }) : passed(`${standing} is there`);
}
