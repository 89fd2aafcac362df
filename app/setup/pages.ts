import { FEATURES, type Feature } from '../../src/config/app-features.ts';
import { BASE_PERMISSIONS } from '../../src/config/app-permissions.ts';
import type { Reply } from '../server/reply.ts';
import type { Choices, Faults, TypedChoices } from './choices.ts';
import { type Html, html } from './html.ts';
import { buildManifest, type Manifest } from './manifest.ts';
import { renderPage } from './page.ts';

/** What the first page shows beside the fields. */
export interface ChoiceView {
  readonly typed: TypedChoices;
  readonly faults: Faults;
  /** Whether the settings give the public URL, so that it is only shown. */
  readonly publicUrlIsSet: boolean;
  readonly appFile: string;
}

/** The first page: what will be created, and what may be chosen. */
export function choicePage({ typed, faults, publicUrlIsSet, appFile }: ChoiceView): Reply {
  const content = html`
<p>Conclave reads your pull requests as a GitHub app of your own. Here you choose what it may do; on the next page you see
the whole request, and only at GitHub do you create the app.</p>
<p>The app is private to its owner, and works in a repository only once you install it there. Its keys come straight to
this server and are kept in <code>${appFile}</code>, which only the user of this server can read.</p>
<form method="post" action="/setup">
${publicUrlIsSet ? html`<p>This server is reached at <code>${typed.publicUrl}</code>.</p>` : publicUrlField(typed, faults)}
${textField({
  name: 'organisation',
  label: 'Organisation that owns the app',
  value: typed.organisation,
  fault: faults.organisation,
  hint: 'Its name at GitHub. Leave it empty to create the app in your own account.',
})}
${textField({
  name: 'name',
  label: 'Name of the app',
  value: typed.name,
  fault: faults.name,
  hint: 'Its comments appear under this name. Nobody else at GitHub may have it; you can still change it there.',
})}
<fieldset>
<legend>Optional parts</legend>
<p class="hint">Each asks for one more permission. What you leave off is refused in words when somebody asks for it.</p>
${FEATURES.map((feature) => featureBox(feature, typed))}
</fieldset>
<h2>What Conclave always asks for</h2>
${permissionTable(BASE_PERMISSIONS.map(({ title, access, why }) => ({ title, access, why })))}
<p>Never asked for: write access to workflow files, and administration of repositories.</p>
<p><button type="submit">Continue</button></p>
</form>`;
  const isWrong = Object.keys(faults).length > 0;
  return renderPage({ status: isWrong ? 422 : 200, title: 'Set up Conclave', content });
}

/** The second page: the whole request, with the button that carries it to GitHub. */
export function confirmPage(choices: Choices, { githubUrl, state }: { githubUrl: string; state: string }): Reply {
  const manifest = buildManifest(choices);
  const owner = choices.organisation === null ? '' : `/organizations/${choices.organisation}`;
  const content = html`
<p>GitHub will ask you to create <strong>${manifest.name}</strong> in
${choices.organisation === null ? 'your own account' : html`the organisation <strong>${choices.organisation}</strong>`}.
GitHub brings you back here once you did. The request is good for one hour.</p>
<h2>Permissions</h2>
${permissionTable(rowsOf(manifest, choices))}
<h2>Events</h2>
<p>GitHub tells this server at <code>${manifest.hook_attributes.url}</code> about
${manifest.default_events.map((event, index) => html`${index === 0 ? '' : ', '}<code>${event}</code>`)},
and about its own installations.</p>
<form method="post" action="${githubUrl}${owner}/settings/apps/new?state=${state}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<p><button type="submit">Create the app at GitHub</button></p>
</form>
<p><a href="/setup">Choose again</a></p>`;
  return renderPage({ status: 200, title: 'Check and create', content, postsTo: [new URL(githubUrl).origin] });
}

/** The last page: the app exists and works; where to install it. */
export function donePage(slug: string, githubUrl: string): Reply {
  const content = html`
<p>The app <strong>${slug}</strong> exists, its keys are kept, and this server now takes its deliveries.</p>
<h2>Next step</h2>
<p>Choose the repositories in which Conclave works:</p>
<p><a class="button" href="${githubUrl}/apps/${slug}/installations/new">Install ${slug}</a></p>`;
  return renderPage({ status: 200, title: 'Conclave is set up', content });
}

/** A page of words: what is the case, and what to do. */
export function wordsPage(status: number, title: string, sentences: readonly string[]): Reply {
  return renderPage({ status, title, content: html`${sentences.map((sentence) => html`<p>${sentence}</p>\n`)}` });
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly hint: string;
}

function publicUrlField(typed: TypedChoices, faults: Faults): Html {
  return textField({
    name: 'publicUrl',
    label: 'Public address of this server',
    value: typed.publicUrl,
    fault: faults.publicUrl,
    hint: 'GitHub must reach it from the internet, best by https, for example https://conclave.example.com.',
  });
}

function textField({ name, label, value, fault, hint }: Field): Html {
  const state = fault === undefined ? html`` : html` aria-invalid="true"`;
  const words = fault === undefined ? html`` : html`<p class="fault" id="${name}-fault">${fault}</p>`;
  const described = fault === undefined ? `${name}-hint` : `${name}-fault ${name}-hint`;
  return html`<label for="${name}">${label}</label>
<input type="text" id="${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false" aria-describedby="${described}"${state}>
${words}<p class="hint" id="${name}-hint">${hint}</p>
`;
}

function featureBox({ id, title, permission, access, why }: Feature, typed: TypedChoices): Html {
  const checked = typed.features.includes(id) ? html` checked` : html``;
  return html`<div class="choice">
<input type="checkbox" id="${id}" name="features" value="${id}" aria-describedby="${id}-why"${checked}>
<label for="${id}">${title} (adds <code>${permission}: ${access}</code>)</label>
<p class="hint" id="${id}-why">${why}</p>
</div>
`;
}

interface PermissionRow {
  readonly title: string;
  readonly access: string;
  readonly why: string;
}

/** The table says what the manifest says, and beside it what for. */
function rowsOf({ default_permissions }: Manifest, { features }: Choices): readonly PermissionRow[] {
  return BASE_PERMISSIONS.map(({ key, title, why }) => {
    const added = FEATURES.find(({ id, permission }) => permission === key && features.includes(id));
    const reasons = added === undefined ? why : `${why}; ${added.title.toLowerCase()}`;
    return { title, access: default_permissions[key] ?? 'none', why: reasons };
  });
}

function permissionTable(rows: readonly PermissionRow[]): Html {
  return html`<table>
<thead><tr><th scope="col">Permission</th><th scope="col">Access</th><th scope="col">What for</th></tr></thead>
<tbody>
${rows.map(({ title, access, why }) => html`<tr><th scope="row">${title}</th><td>${access}</td><td>${why}</td></tr>\n`)}</tbody>
</table>
`;
}
