import { createHash } from 'node:crypto';
import type { Reply } from '../server/reply.ts';
import { type Html, html } from './html.ts';

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
fieldset { border: 1px solid #8888; border-radius: .4rem; margin: 1.5rem 0; padding: .5rem 1rem 1rem; }
legend { font-weight: 600; padding: 0 .3rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input[type=text], input[type=url] { box-sizing: border-box; font: inherit; padding: .5rem; width: 100%; }
.choice { display: grid; gap: 0 .7rem; grid-template-columns: auto 1fr; margin-top: 1rem; }
.choice input { margin: .35rem 0 0; align-self: start; }
.choice label { margin: 0; }
.choice p { grid-column: 2; margin: 0; }
.hint { color: GrayText; color: color-mix(in srgb, currentColor 72%, transparent); margin: .2rem 0 0; }
.fault { border-left: .3rem solid #c62828; margin: .4rem 0; padding: .1rem .8rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8885; padding: .35rem .8rem .35rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; overflow-wrap: normal; }
code { font-size: .92em; }
button, .button { background: #1f6f43; border: 0; border-radius: .4rem; color: #fff; cursor: pointer; display: inline-block; font: inherit; font-weight: 600; padding: .7rem 1.2rem; text-decoration: none; }
button:focus-visible, .button:focus-visible { outline: .2rem solid Highlight; outline-offset: .15rem; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** A page of its own: no script, nothing from elsewhere, its style known by hash. */
export interface Page {
  readonly status: number;
  readonly title: string;
  readonly content: Html;
  /** Other origins that a form of the page may post to. */
  readonly postsTo?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The page as an answer, with the strictest content policy under which it works. */
export function renderPage({ status, title, content, postsTo = [], headers = {} }: Page): Reply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Conclave</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return {
    status,
    text: page.markup,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${["'self'", ...postsTo].join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
      // The origin alone: GitHub could take a form without one for a forged one.
      'referrer-policy': 'strict-origin',
      ...headers,
    },
  };
}
