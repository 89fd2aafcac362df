import { type Html, html } from '../../../app/setup/html.ts';
import { filesOf } from '../../../test/fakes/github/commits.ts';
import type { Conversation, SaidComment } from '../../../test/fakes/github/conversation.ts';
import { contentOf } from '../../../test/fakes/github/git-objects.ts';
import type { Pull } from '../../../test/fakes/github/world.ts';
import type { Annotation } from './annotation.ts';
import { annotationsOf } from './annotation.ts';
import { drawChecks } from './checks-box.ts';
import { type AddressOf, renderMarkdown } from './html-markdown.ts';
import { drawIcon } from './icon.ts';

/** A pull request and what stands on it. */
export interface Shown {
  readonly pull: Pull;
  readonly conversation: Conversation;
}

/** One pull request as its page on GitHub: header, description, comments, checks. */
export function drawPull({ pull, conversation }: Shown): Html {
  const { number, title, state, author, body, comments } = conversation;
  const setting = settingOf({ pull, conversation });
  const opening = { author, app: null, createdAt: pull.createdAt, edits: 0, reactions: [] };
  const checks = conversation.checks.filter(({ headSha }) => headSha === conversation.headSha);
  return html`<article class="pull" id="pull-${number}">
<header>
<h2>${title} <span class="number">#${number}</span></h2>
<p class="facts"><span class="state">${drawIcon('pull')}${capital(state)}</span><span><strong>${author}</strong> wants to merge <code class="branch">${pull.head.branch}</code> into <code class="branch">${pull.base}</code></span></p>
</header>
<div class="timeline">
${drawComment({ ...opening, id: null, body: body ?? '_No description provided._' }, author, setting.addressOf)}
${comments.map((comment) => drawComment(comment, author, setting.addressOf))}
${drawChecks(checks, setting)}
</div>
</article>`;
}

function settingOf({ pull, conversation }: Shown) {
  const { number, checks, comments } = conversation;
  const anchorOf = ({ path, start_line: line }: Pick<Annotation, 'path' | 'start_line'>) =>
    `pull-${number}-${path.replaceAll(/[^\w]+/g, '-')}-${line}`;
  const anchors = new Set([
    ...comments.map(({ id }) => `issuecomment-${id}`),
    ...checks.flatMap(annotationsOf).map(anchorOf),
  ]);
  const addressOf: AddressOf = (url) => {
    const [, path = '', line = ''] = /\/blob\/[0-9a-f]+\/(.+)#L(\d+)/.exec(url) ?? [];
    const inside = path === '' ? new URL(url).hash.slice(1) : anchorOf({ path, start_line: Number(line) });
    if (anchors.has(inside)) return `#${inside}`;
    return new URL(url).protocol === 'https:' ? url : null;
  };
  return { addressOf, anchorOf, readLines: (annotation: Annotation) => linesOf(pull, annotation) };
}

function linesOf({ repository, headSha }: Pull, { path, start_line, end_line }: Annotation): readonly string[] {
  const file = filesOf(repository.objects, headSha).get(path);
  if (file === undefined) return [];
  const text = contentOf(repository.objects, file.sha, 'blob').toString('utf8');
  return text.split('\n').slice(start_line - 1, end_line);
}

type Said = Pick<SaidComment, 'author' | 'app' | 'body' | 'createdAt' | 'edits' | 'reactions'> & {
  /** Null for the description. */
  readonly id: number | null;
};

function drawComment(said: Said, pullAuthor: string, addressOf: AddressOf): Html {
  const { id, author, app, body, createdAt, edits, reactions } = said;
  const name = app ?? author;
  const label = app !== null ? html`<span class="label">bot</span>` : html``;
  const own = author === pullAuthor ? html`<span class="label right">Author</span>` : html``;
  const edited = edits > 0 ? html` <span class="edited">· edited</span>` : html``;
  return html`<div class="entry"${id === null ? html`` : html` id="issuecomment-${id}"`}>
<span class="avatar ${app === null ? 'person' : 'bot'}" style="--hue: ${hueOf(name)}" aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>
<div class="comment">
<div class="comment-head"><strong>${name}</strong>${label} <span class="when">commented at <time datetime="${createdAt}">${createdAt.slice(11, 19)} UTC</time></span>${edited}${own}</div>
<div class="markdown">${renderMarkdown(body, addressOf)}</div>
${drawReactions(reactions)}
</div>
</div>`;
}

const EMOJI: Readonly<Record<string, string>> = { '+1': '👍', eyes: '👀', '-1': '👎', confused: '😕' };

function drawReactions(reactions: SaidComment['reactions']): Html {
  if (reactions.length === 0) return html``;
  const contents = [...new Set(reactions.map(({ content }) => content))];
  const drawn = contents.map((content) => {
    const givers = reactions.filter((each) => each.content === content).map(({ author }) => author);
    return html`<li title="${givers.join(', ')}">${EMOJI[content] ?? content} ${givers.length}</li>`;
  });
  return html`<ul class="reactions" aria-label="Reactions">${drawn}</ul>`;
}

function hueOf(name: string): number {
  return Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 360, 7);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
