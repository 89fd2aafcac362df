import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html } from '../../../app/setup/html.ts';
import type { FakeGitHub } from '../../../test/fakes/github/github.ts';
import type { Pull } from '../../../test/fakes/github/world.ts';
import { drawIcon, type Icon } from './icon.ts';
import { drawPull, type Shown } from './pull-section.ts';

/** One HTML page, whole in itself, that shows conversations as GitHub would: no script, nothing loaded. */
export function renderPage(github: FakeGitHub, pulls: readonly Pull[]): string {
  const shown = pulls.map((pull) => ({ pull, conversation: github.conversation(pull) }));
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Conclave: the conversations of the demo</title>
${styles()}
</head>
<body>
<header class="masthead"><div>
<h1>acme <span>/</span> momentum</h1>
<p>What people saw after <code>npm run demo</code>, drawn as GitHub draws it. The verdicts come from evidence rules alone; no language model was asked.</p>
<nav aria-label="Pull requests">${shown.map(drawTab)}</nav>
</div></header>
<main>${shown.map(drawPull)}</main>
</body>
</html>
`;
  return markup;
}

function styles(): Html {
  return { markup: `<style>\n${readFileSync(join(import.meta.dirname, 'page.css'), 'utf8')}</style>` };
}

function drawTab({ conversation }: Shown): Html {
  const { number, title, comments, checks } = conversation;
  const verdict = checks.findLast(({ name }) => name === 'conclave/verdict');
  const conclusion = verdict?.conclusion ?? 'neutral';
  const icon: Icon = isIcon(conclusion) ? conclusion : 'neutral';
  return html`<a href="#pull-${number}">${drawIcon(icon, conclusion)}<span class="tab-title"><strong>${title}</strong><span>#${number} · ${verdict?.title ?? ''}</span></span><span class="tab-count">${drawIcon('comment', 'comments')}${comments.length}</span></a>`;
}

function isIcon(conclusion: string): conclusion is 'failure' | 'action_required' | 'success' {
  return ['failure', 'action_required', 'success'].includes(conclusion);
}
