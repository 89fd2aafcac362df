import { type JudgedState, type PublishedState, publishState } from '../../flows/ops/publish-state.ts';
import { AppError } from '../../kernel/app-error.ts';
import { countOf } from '../knowledge/count.ts';
import type { Terminal } from '../terminal.ts';
import { openPlaybooks } from './playbooks.ts';
import { wireStatusIssue } from './wire.ts';

/** Keeps the status issue of a repository on GitHub and its incidents up to date with a state, and says what was done. */
export async function keepStatusIssue(
  judged: Pick<JudgedState, 'ops' | 'verdict' | 'facts'>,
  { environment, errors }: Pick<Terminal, 'environment' | 'errors'>,
): Promise<PublishedState> {
  const place = { ...parseRepository(environment), token: readToken(environment) };
  const playbooks = await openPlaybooks();
  const repository = { id: 0, owner: place.owner, name: place.name, installation: 0 };
  const published = await publishState({ ...judged, repository, playbooks }, wireStatusIssue(place, environment));
  errors.write(`conclave: ${wordsOf(published)}\n`);
  return published;
}

const WORDS = { created: 'made', edited: 'updated', 'as-before': 'nothing changed in' } as const;

function wordsOf({ issue, incidents }: PublishedState): string {
  const touched = incidents.length === 0 ? '' : `; ${countOf(incidents.length, 'incident')} looked at`;
  if (issue === null) return `a newer state is known already, so nothing was written${touched}`;
  const pin = issue.notPinned === null ? '' : '; it could not be pinned, so pin it by hand';
  return `${WORDS[issue.how]} ${issue.url}${pin}${touched}`;
}

function parseRepository(environment: Terminal['environment']): { readonly owner: string; readonly name: string } {
  const given = environment.GITHUB_REPOSITORY?.trim() ?? '';
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(given) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new AppError(
    'bad-input',
    given === '' ? 'no repository was named' : `${JSON.stringify(given)} is no repository`,
    {
      where: 'GITHUB_REPOSITORY',
      expected: 'the repository whose issue is kept, as owner/name',
    },
  );
}

function readToken({ GITHUB_TOKEN, GH_TOKEN }: Terminal['environment']): string {
  const token = (GITHUB_TOKEN ?? '').trim() || (GH_TOKEN ?? '').trim();
  if (token !== '') return token;
  throw new AppError('bad-input', 'there is no token for GitHub', {
    where: 'GITHUB_TOKEN',
    expected: 'a token that may read contents and write issues, in GITHUB_TOKEN or GH_TOKEN',
  });
}
