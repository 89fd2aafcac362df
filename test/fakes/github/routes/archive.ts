import { randomBytes } from 'node:crypto';
import { resolveCommit } from '../references.ts';
import { notFound } from '../refusal.ts';
import { type Answer, type Exchange, type Route, repositoryOf, repositoryRoute, text } from '../route.ts';
import { tarballOf } from '../tarball.ts';
import { fullName } from '../world.ts';

const read = [['contents', 'read']] as const;
const issued = new Set<string>();

/** A redirect to the archive, with a word that opens it without the token. */
export const archiveRoute: Route = repositoryRoute('GET /tarball/{ref}', read, ({ world, repository, path }) => {
  const ref = text(path, 'ref');
  if (resolveCommit(repository, ref) === null) throw notFound();
  const word = randomBytes(12).toString('hex');
  issued.add(word);
  const location = `${world.url()}/codeload/${fullName(repository)}/legacy.tar.gz/${ref}?token=${word}`;
  return { status: 302, headers: { location } };
});

/** What stands behind the redirect; codeload is no part of the API and has no description. */
export function answerCodeload(exchange: Pick<Exchange, 'world' | 'path'>, word: string | null): Answer {
  if (word === null || !issued.has(word)) throw notFound();
  const repository = repositoryOf(exchange);
  const commit = resolveCommit(repository, text(exchange.path, 'ref'));
  if (commit === null) throw notFound();
  const name = `${repository.owner.login}-${repository.name}-${commit.slice(0, 7)}.tar.gz`;
  const headers = { 'content-type': 'application/x-gzip', 'content-disposition': `attachment; filename=${name}` };
  return { status: 200, bytes: tarballOf(repository, commit), headers };
}
