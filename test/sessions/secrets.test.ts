import { describe, expect, it } from 'vitest';
import { answer, status } from '../fakes/loopback-reply.ts';
import { bySkill, confirming, mended, opinion } from './script.ts';
import { claim, newFile } from './small-change.ts';
import { openStage, type Stage } from './stage.ts';

/** Put together here, so that no scanner of this repository takes them for real ones. */
const TOKEN = ['ghp', 'Zx81kQ0vWm3TtY7bRc5LdNf2HsJp9Ea4Gu6K'].join('_');
const PASSWORD = ['q7', 'Rw', '2Lk', '9Vx', 'T4m', 'Zp'].join('');

const CLIENT = `"""Reads the trades of the day."""
TOKEN = "${TOKEN}"
FEED = "https://reader:${PASSWORD}@feed.example.com/trades"


def size(equity):
    return equity / 0
`;

const raised = claim({ quote: 'return equity / 0', path: 'src/client.py' });

describe('a credential in the change', () => {
  it('reaches no request, no file and no terminal, and is a finding with its line', async () => {
    const mistral = { opinion: mended(answer('No.'), opinion({ findings: [raised] })) };
    const gemini = { opinion: bySkill({ ops: status(400) }), examination: confirming };
    await using stage = await openStage({ mistral, gemini }, { diff: newFile('src/client.py', CLIENT) });

    const { exitCode, session, output, errors, files } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session.verdict.status).toBe('REJECTED');
    const places = session.findings.filter(({ rule }) => rule === 'sec/secret-literal').map(({ place }) => place?.line);
    expect(places).toEqual([2, 3]);
    expect(found([TOKEN, PASSWORD], [output, errors, ...files.values(), ...bodiesOf(stage)])).toEqual([]);
    expect(session.dossier.notes.join()).toContain('2 credentials were replaced');
    expect(files.get(`sessions/${session.id}_artifact.md`)).toContain('feed.example.com/trades');
  });

  it('reaches nothing either when its line is removed, in the context, or in an environment file', async () => {
    const diff = `diff --git a/.env b/.env
--- a/.env
+++ b/.env
@@ -1,3 +1,3 @@
 API_TOKEN=${TOKEN}
-DB_PASSWORD=${PASSWORD}
+DB_HOST=db.example.com
 MODE=paper
`;
    await using stage = await openStage({ mistral: {}, gemini: {} }, { diff });

    const { output, errors, files } = await stage.review();

    expect(stage.served.length).toBeGreaterThan(0);
    expect(found([TOKEN, PASSWORD], [output, errors, ...files.values(), ...bodiesOf(stage)])).toEqual([]);
  });

  it('reaches nothing when it stands in a document', async () => {
    const artifact = `# Plan: read trades\n\nThe reader logs in with the token ${TOKEN} at start.\n`;
    await using stage = await openStage({ mistral: {}, gemini: {} }, { artifact });

    const { exitCode, session, output, errors, files } = await stage.review();

    expect(exitCode).toBe(1);
    expect(session).toMatchObject({ session_type: 'plan_review', verdict: { code: 'SECURITY_RISK' } });
    expect(session.findings).toMatchObject([{ rule: 'sec/secret-literal', place: { line: 3 } }]);
    expect(found([TOKEN], [output, errors, ...files.values(), ...bodiesOf(stage)])).toEqual([]);
  });

  it('in the question or the issue is taken out too', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} });

    const question = `Is the token ${TOKEN} still used by this change?`;
    const { output, errors, files } = await stage.review(
      '--question',
      question,
      '--issue',
      `https://issues.example/12?token=${TOKEN}`,
    );

    expect(found([TOKEN], [output, errors, ...files.values(), ...bodiesOf(stage)])).toEqual([]);
  });

  it('is not printed by a dry run', async () => {
    await using stage = await openStage({ mistral: {}, gemini: {} }, { diff: newFile('src/client.py', CLIENT) });

    const { exitCode, output, errors } = await stage.run('--dry-run');

    expect(exitCode).toBe(0);
    expect(found([TOKEN, PASSWORD], [output, errors])).toEqual([]);
  });

  it('of our own is never repeated from a provider that quotes it', async () => {
    const key = 'fake-mistral-key';
    const quoting = status(401, `Incorrect API key provided: ${key}.`);
    await using stage = await openStage({ mistral: { opinion: quoting }, gemini: {} });

    const { output, errors, files } = await stage.review('--experts', 'ops');

    expect(found([key], [output, errors, ...files.values()])).toEqual([]);
  });
});

function bodiesOf(stage: Stage): readonly string[] {
  return stage.served.map(({ call }) => JSON.stringify(call.body));
}

/** The values, whole or by half, that stand in a text. */
function found(values: readonly string[], texts: readonly string[]): readonly string[] {
  const pieces = values.flatMap((value) => {
    const middle = value.length / 2;
    return [value, value.slice(0, middle + 4), value.slice(middle - 4)];
  });
  return pieces.filter((piece) => texts.some((text) => text.includes(piece)));
}
