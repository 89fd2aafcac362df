import { describe, expect, it } from 'vitest';
import { createLog, type LogFormat } from '../../app/log.ts';
import { openProbot } from '../../app/server/probot.ts';
import { privateKey } from './running-app.ts';

const token = `ghs_${'aB3dE5fG7h'.repeat(4)}`;
const pem = privateKey.trim();

function keepLog(format: LogFormat = 'json', secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', format, secrets, write: (line) => lines.push(line) });
  return { log, lines };
}

describe('the log', () => {
  it('writes one line of JSON for each event, with time, level and facts', () => {
    const { log, lines } = keepLog();

    log.warn({ repository: 'o/r', pull: 12 }, 'the review failed');

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines.join(''))).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      repository: 'o/r',
      pull: 12,
      msg: 'the review failed',
    });
  });

  it('writes words for a terminal', () => {
    const { log, lines } = keepLog('text');

    log.info({ delivery: 'd-1', title: 'two words' }, 'a delivery arrived');
    log.error({ err: new Error('no route') }, 'GitHub could not be asked');

    expect(lines.map((line) => line.replace(/^[\d:]{8}/, 'HH:MM:SS'))).toEqual([
      'HH:MM:SS a delivery arrived delivery=d-1 title="two words"\n',
      'HH:MM:SS ERROR GitHub could not be asked (no route)\n',
    ]);
  });

  it('lets nobody begin a line of his own or speak to the terminal', () => {
    const { log, lines } = keepLog('text');

    log.info({ title: 'a\u001b[31m\r\n12:00:00 forged' }, 'opened\n12:00:00 forged');

    expect(lines).toHaveLength(1);
    for (const mark of ['\n', '\r', '\u001b']) expect(lines.join('').trimEnd()).not.toContain(mark);
  });

  it.each([
    ['a token in the message', (log: ReturnType<typeof keepLog>['log']) => log.info(`clone with ${token}`)],
    [
      'a token in a fact',
      (log: ReturnType<typeof keepLog>['log']) => log.info({ deep: [{ url: `x?t=${token}` }] }, 'asked'),
    ],
    ['a token in an error', (log: ReturnType<typeof keepLog>['log']) => log.error(new Error(`401 for ${token}`))],
    ['a token of a child', (log: ReturnType<typeof keepLog>['log']) => log.child({ via: token }).info('asked')],
  ])('takes out %s', (_what, write) => {
    const { log, lines } = keepLog();

    write(log);

    expect(lines.join('')).not.toContain(token);
    expect(lines.join('')).toContain('secret removed');
  });

  it.each(['json', 'text'] as const)(
    'takes out private keys, passwords and what was named as secret, as %s',
    (format) => {
      const { log, lines } = keepLog(format, ['sesame-5f1c', pem]);

      log.error({ pem, key: pem, text: pem.replaceAll('\n', '\\n') }, `opened by sesame-5f1c: ${pem}`);
      log.warn(
        { url: 'postgres://conclave:hunter42x@db/conclave', headers: { authorization: 'anything' } },
        'connecting',
      );

      const all = lines.join('');
      for (const part of ['sesame-5f1c', 'hunter42x', 'anything', pem.split('\n')[3] ?? '', 'BEGIN RSA'])
        expect(all).not.toContain(part);
      expect(all).toContain('@db/conclave');
    },
  );

  it('keeps numbers and words that only sound secret', () => {
    const { log, lines } = keepLog();

    log.info({ tokens: 4_100, token: 12, secretsFound: 0, sha: 'a1b2c3d4'.repeat(5) }, 'a review ended');

    expect(JSON.parse(lines.join(''))).toMatchObject({
      tokens: 4_100,
      token: 12,
      secretsFound: 0,
      sha: 'a1b2c3d4'.repeat(5),
    });
  });

  it('is the log of Probot too', async () => {
    const { log, lines } = keepLog();
    const github = { apiUrl: 'http://127.0.0.1:9', url: 'http://127.0.0.1:9', pacing: 'off' } as const;
    const probot = openProbot({ credentials: { appId: 1, privateKey, webhookSecret: 'x' }, github, log });
    await probot.ready();

    probot.log.info(`token ${token}`);

    expect(JSON.parse(lines.at(-1) ?? '{}')).toMatchObject({
      name: 'probot',
      msg: 'token [secret removed: github-token]',
    });
  });
});
