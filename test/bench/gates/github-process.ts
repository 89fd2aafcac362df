/** A GitHub of our own in a process of its own; prints where it is and an event of a pull request, and waits. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGitHub } from '../../fakes/github/github.ts';

const github = await startGitHub();
const repository = github.addRepository({
  owner: 'acme',
  name: 'quant',
  files: { 'README.md': '# Quant\n', 'src/training/fit.py': 'def fit(frame, depth):\n    return frame\n' },
});
const pull = github.openPull(repository, {
  title: 'feat(features): add momentum',
  body: 'Closes #812',
  head: 'momentum',
  changes: { 'src/training/momentum.py': 'from settings import max_depth\n\nwindow = read(max_depth)\n' },
});
const token = github.plainToken({
  repositories: [repository],
  permissions: { contents: 'read', pull_requests: 'read' },
});
const event = join(mkdtempSync(join(tmpdir(), 'conclave-event-')), 'event.json');
writeFileSync(
  event,
  JSON.stringify({
    action: 'opened',
    number: pull.number,
    pull_request: { number: pull.number },
    repository: { id: repository.id, name: 'quant', full_name: 'acme/quant', owner: { login: 'acme' } },
  }),
);
process.stdout.write(`${JSON.stringify({ url: github.url, token, event })}\n`);
