import { type Html, html } from '../../../app/setup/html.ts';

/** Signs of the page, drawn as lines in the colour of the text around them. */
export type Icon = 'failure' | 'action_required' | 'success' | 'neutral' | 'pull' | 'comment';

const SHAPES: Readonly<Record<Icon, Html>> = {
  failure: html`<circle cx="8" cy="8" r="7" class="filled"/><path d="m5.5 5.5 5 5m0-5-5 5" class="inside"/>`,
  action_required: html`<circle cx="8" cy="8" r="7" class="filled"/><path d="M8 4.2v4.6m0 2.7v.2" class="inside"/>`,
  success: html`<circle cx="8" cy="8" r="7" class="filled"/><path d="m4.8 8.3 2.2 2.2 4.2-4.6" class="inside"/>`,
  neutral: html`<circle cx="8" cy="8" r="7" class="filled"/><path d="M5 8h6" class="inside"/>`,
  pull: html`<circle cx="4" cy="3.5" r="1.8"/><circle cx="4" cy="12.5" r="1.8"/><circle cx="12" cy="12.5" r="1.8"/><path d="M4 5.3v5.4m8 0V6.5a2 2 0 0 0-2-2H7.8m1.9-2L7.7 4.5l2 2"/>`,
  comment: html`<path d="M2.5 2.5h11v8H8l-3 3v-3H2.5z"/>`,
};

/** An icon with the words that it stands for; without words it says nothing to who cannot see it. */
export function drawIcon(icon: Icon, words = ''): Html {
  const role = words === '' ? html`aria-hidden="true"` : html`role="img" aria-label="${words}"`;
  return html`<svg class="icon ${icon}" viewBox="0 0 16 16" width="16" height="16" ${role}>${SHAPES[icon]}</svg>`;
}
