import { type Html, html } from '../../../app/setup/html.ts';
import type { ShownCheck } from '../../../test/fakes/github/conversation.ts';
import { type Annotation, annotationsOf } from './annotation.ts';
import { type AddressOf, renderMarkdown } from './html-markdown.ts';
import { drawIcon, type Icon } from './icon.ts';

/** What the box needs beside the checks. */
export interface ChecksSetting {
  readonly addressOf: AddressOf;
  /** The id under which the page shows an annotation. */
  readonly anchorOf: (place: Pick<Annotation, 'path' | 'start_line'>) => string;
  /** The lines of a file on the head, as an annotation points at them. */
  readonly readLines: (annotation: Annotation) => readonly string[];
}

/** The box at the end of a conversation: what the checks on the head say, each with its output folded away. */
export function drawChecks(checks: readonly ShownCheck[], setting: ChecksSetting): Html {
  const worst = ICONS.find((icon) => checks.some((check) => iconOf(check) === icon)) ?? 'neutral';
  const { heading, one } = WORDS[worst];
  const count = checks.filter((check) => iconOf(check) === worst).length;
  return html`<section class="checks ${worst}" aria-label="Checks">
<div class="checks-head">${drawIcon(worst)}<div><strong>${heading}</strong><span>${count} ${one}${count === 1 ? '' : 's'}</span></div></div>
${checks.map((check) => drawCheck(check, setting))}
</section>`;
}

type Outcome = Exclude<Icon, 'pull' | 'comment'>;

/** The worst first. */
const ICONS: readonly Outcome[] = ['failure', 'action_required', 'neutral', 'success'];

const WORDS: Readonly<Record<Outcome, { readonly heading: string; readonly one: string; readonly pill: string }>> = {
  failure: { heading: 'Some checks were not successful', one: 'failing check', pill: 'failure' },
  action_required: { heading: 'Some checks ask for action', one: 'check', pill: 'action required' },
  neutral: { heading: 'No check stands in the way', one: 'neutral check', pill: 'neutral' },
  success: { heading: 'All checks have passed', one: 'successful check', pill: 'success' },
};

function iconOf({ conclusion }: ShownCheck): Outcome {
  return ICONS.find((icon) => icon === conclusion) ?? 'neutral';
}

function drawCheck(check: ShownCheck, setting: ChecksSetting): Html {
  const { name, app, title, summary, text } = check;
  const icon = iconOf(check);
  const annotations = annotationsOf(check);
  return html`<details class="check">
<summary>${drawIcon(icon, WORDS[icon].pill)}<span class="check-words"><strong>${name}</strong> <span class="conclusion ${icon}">${WORDS[icon].pill}</span><span class="check-title">${title ?? ''}</span></span><span class="more">Details</span></summary>
<div class="output">
<p class="by">Output of the app <strong>${app}</strong></p>
<div class="markdown">${renderMarkdown(summary ?? '', setting.addressOf)}</div>
${drawAnnotations(annotations, setting)}
<div class="markdown">${renderMarkdown(text ?? '', setting.addressOf)}</div>
</div>
</details>`;
}

function drawAnnotations(annotations: readonly Annotation[], setting: ChecksSetting): Html {
  if (annotations.length === 0) return html``;
  const files = [...new Set(annotations.map(({ path }) => path))];
  const drawn = files.map((file) => {
    const here = annotations
      .filter(({ path }) => path === file)
      .toSorted((one, two) => one.start_line - two.start_line);
    return html`<div class="file"><div class="file-name">${file}</div>${here.map((each) => drawAnnotation(each, setting))}</div>`;
  });
  return html`<h4 class="annotations-head">Annotations <span class="count">${annotations.length}</span></h4>${drawn}`;
}

function drawAnnotation(annotation: Annotation, { anchorOf, readLines }: ChecksSetting): Html {
  const { start_line: start, annotation_level: level, title, message } = annotation;
  const code = readLines(annotation).map(
    (line, index) => html`<div class="line"><span class="number">${start + index}</span><code>${line}</code></div>`,
  );
  return html`<div class="annotation ${level}" id="${anchorOf(annotation)}"><div class="code">${code}</div>
<div class="note"><strong>${title}</strong><p>${message}</p></div></div>`;
}
