/**
 * The stated alternative: a Probot app as its guide shows it, on Probot's own middleware, that does the same with a
 * delivery in memory: it remembers it, and looks at its pull request after a quiet second.
 */
import { createServer } from 'node:http';
import { createNodeMiddleware, Probot, ProbotOctokit } from 'probot';

const { GITHUB_APP_ID = '', GITHUB_PRIVATE_KEY = '', GITHUB_WEBHOOK_SECRET = '', GITHUB_API_URL = '' } = process.env;

const probot = new Probot({
  appId: GITHUB_APP_ID,
  privateKey: GITHUB_PRIVATE_KEY,
  secret: GITHUB_WEBHOOK_SECRET,
  baseUrl: GITHUB_API_URL,
  logLevel: 'fatal',
  Octokit: ProbotOctokit.defaults({ throttle: { enabled: false }, retry: { enabled: false } }),
});
const deliveries = new Map<string, unknown>();
const soon = new Map<number, NodeJS.Timeout>();

const middleware = await createNodeMiddleware(
  (app) => {
    app.on('pull_request', async ({ id, payload, octokit }) => {
      deliveries.set(id, payload);
      const { number } = payload.pull_request;
      const { owner, name } = payload.repository;
      clearTimeout(soon.get(number));
      const look = () =>
        octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
          owner: owner.login,
          repo: name,
          pull_number: number,
        });
      soon.set(
        number,
        setTimeout(() => void look().catch(() => undefined), 1_000),
      );
    });
  },
  { probot, webhooksPath: '/webhooks' },
);
const server = createServer((request, response) => {
  void middleware(request, response, () => response.writeHead(404).end());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
