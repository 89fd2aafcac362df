import type { DeliveryAttempt, HookFacts } from '../../ports/app-examiner.ts';
import type { ServerAnswer } from '../../ports/installation.ts';
import type { Known } from './known.ts';
import { type Line, lookAt, penOf } from './line.ts';

const pen = penOf('webhook');

/** Looks whether GitHub's events arrive: where they are sent, how the last ones ended, and whether the server can work. */
export async function examineWebhook({ order, ports, usableApp }: Known): Promise<readonly Line[]> {
  if (order.offline) return [pen.skipped('address, deliveries and server: nobody is asked')];
  const app = await usableApp();
  const publicUrl = ports.publicUrl();
  const reading = app?.github.readHook();
  const ofHook = lookAt(pen, async () => (reading === undefined ? [NO_APP] : judgeHook(await reading, publicUrl)));
  const ofDeliveries = lookAt(pen, async () =>
    app === null ? [] : [judgeDeliveries(await app.github.listDeliveries())],
  );
  const ofServer = lookAt(pen, async () => {
    const address = publicUrl ?? originOf((await reading?.catch(() => null)) ?? null);
    if (address !== null) return [judgeServer(address, await ports.server(address))];
    return app === null ? [] : [UNKNOWN_SERVER];
  });
  return (await Promise.all([ofHook, ofDeliveries, ofServer])).flat();
}

const NO_APP = pen.warning(
  'not looked at: there is no usable app to which GitHub could send events',
  'Set the app up first.',
);
const UNKNOWN_SERVER = pen.warning('where the server is reached is not known', 'Set CONCLAVE_PUBLIC_URL.');

/** GitHub sends events to a known path of the server. */
function originOf(hook: HookFacts | null): string | null {
  return hook?.url?.endsWith(PATH) ? hook.url.slice(0, -PATH.length) : null;
}

const PATH = '/webhooks';
const PLACE = 'under “Webhook” in the settings of the app';

/** Whether events are sent to us, signed, in the form that we read. */
export function judgeHook(hook: HookFacts, publicUrl: string | null): readonly Line[] {
  if (hook.url === null) {
    const address = publicUrl === null ? 'the public address of the server and /webhooks' : `${publicUrl}${PATH}`;
    return [pen.failure('GitHub sends no events: no address is set', `Set ${address} ${PLACE}.`)];
  }
  return [
    judgeAddress(hook.url, publicUrl),
    ...(hook.contentType === 'json'
      ? []
      : [pen.failure(`events come as ${hook.contentType ?? 'unknown'}`, `Choose application/json ${PLACE}.`)]),
    ...(hook.hasSecret
      ? []
      : [
          pen.failure('events are not signed: GitHub has no secret', `Set the webhook secret of this server ${PLACE}.`),
        ]),
    ...(hook.checksCertificate
      ? []
      : [pen.warning('GitHub does not check the certificate of the server', `Enable SSL verification ${PLACE}.`)]),
  ];
}

function judgeAddress(url: string, publicUrl: string | null): Line {
  if (publicUrl === null) {
    const advice = 'Set CONCLAVE_PUBLIC_URL to the address under which GitHub reaches this server.';
    return pen.warning(`events go to ${url}; whether that is this server is not known`, advice);
  }
  const expected = `${publicUrl}${PATH}`;
  if (url === expected) return pen.ok(`events go to ${url}`);
  return pen.failure(`events go to ${url}`, `Set ${expected} ${PLACE}, or correct CONCLAVE_PUBLIC_URL.`);
}

/** How the last events arrived: an event counts by its newest attempt, and the newest event decides. */
export function judgeDeliveries(attempts: readonly DeliveryAttempt[]): Line {
  const newest = [...Map.groupBy(attempts, ({ guid }) => guid).values()].flatMap((each) => each.slice(0, 1));
  const [last] = newest;
  if (last === undefined) {
    const advice = 'Open a pull request, or press “Redeliver” on the ping under “Advanced” in the settings of the app.';
    return pen.warning('GitHub has delivered nothing in the last days, so nothing proves that events arrive', advice);
  }
  const failed = newest.filter(({ statusCode }) => !isSuccess(statusCode));
  const [worst] = failed;
  if (worst === undefined) return pen.ok(`the last ${newest.length} deliveries arrived, the newest at ${last.at}`);
  const codes = [...new Set(failed.map(({ statusCode }) => statusCode))].join(', ');
  const found = `${failed.length} of the last ${newest.length} deliveries failed (${codes})`;
  if (isSuccess(last.statusCode))
    return pen.warning(
      `${found}; the newest arrived at ${last.at}`,
      `${meaningOf(worst.statusCode)} They are asked for again every 5 minutes.`,
    );
  return pen.failure(`${found}, the newest too: ${last.event} at ${last.at}`, meaningOf(last.statusCode));
}

function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

function meaningOf(statusCode: number): string {
  if (statusCode === 401 || statusCode === 403)
    return 'The secret at GitHub and that of the server differ: set the same.';
  if (statusCode === 404) return 'Nobody takes events at that address: correct it, it ends in /webhooks.';
  if (statusCode === 504) return 'The server did not answer within 10 seconds: look at its log and its load.';
  if (statusCode === 0 || statusCode === 502)
    return 'GitHub could not reach the server: look at its address and firewall.';
  return 'Look at the log of the server.';
}

/** Whether the server itself says that it can work. */
export function judgeServer(address: string, answer: ServerAnswer): Line {
  const name = `${address}/readyz`;
  switch (answer.kind) {
    case 'ready':
      return answer.warnings.length === 0
        ? pen.ok(`${name}: the server is ready`)
        : pen.warning(`${name}: ready, but ${answer.warnings.join('; ')}`, 'Look at the log of the server.');
    case 'not-ready':
      return pen.failure(`${name}: not ready, ${answer.problems.join('; ')}`, 'Look at the log of the server.');
    case 'reached':
      return pen.ok(
        `${address}${PATH}: deliveries are taken there; whether the server is ready, it tells its own machine`,
      );
    case 'stranger':
      return pen.failure(
        `${name} answers ${answer.status}, and not as a server of Conclave`,
        'Let the address, or the proxy behind it, lead to this server.',
      );
    case 'silent':
      return pen.failure(`${name} does not answer from here: ${answer.why}`, 'npm start starts the server.');
    default:
      return answer satisfies never;
  }
}
