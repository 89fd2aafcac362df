import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSession } from '../../src/committee/read-session.ts';
import { startGemini } from '../fakes/gemini-server.ts';
import { silence } from '../fakes/loopback-reply.ts';
import { startMistral } from '../fakes/mistral-server.ts';
import { makeMomentumRepository } from '../fixtures/momentum-repository.ts';
import { listFiles, makeFolder, readFiles, run } from './running.ts';

const repository = makeMomentumRepository();
afterAll(() => repository.remove());

const REHEARSAL = ['review', '--base', 'main', '--head', 'leaky', '--rehearsal'];
const ID = String.raw`\d{8}-\d{6}-[0-9a-f]{8}`;

describe('the files of a session', () => {
  it('are session, dossier and cost record, and nothing else is left behind', async () => {
    using home = makeFolder();
    const out = join(home.folder, 'not/yet/there');

    const { errors } = await run([...REHEARSAL, '--out', out], { folder: repository.folder });

    const files = listFiles(out);
    expect(files.map((path) => path.replace(new RegExp(ID), '<id>'))).toEqual([
      'finops.jsonl',
      'sessions/<id>_artifact.md',
      'sessions/<id>_committee.json',
    ]);
    for (const path of files) expect(errors).toContain(join(out, path));
  });

  it('stand in committee/ of the folder that the person is in when no folder is named', async () => {
    using home = makeFolder();

    await run([...REHEARSAL, '--repo', repository.folder], { folder: home.folder });

    expect(listFiles(home.folder).map((path) => path.split('/')[0])).toEqual(['committee', 'committee', 'committee']);
  });

  it('of five sessions at once in one folder are whole and apart', async () => {
    using home = makeFolder();
    const out = join(home.folder, 'committee');

    const endings = await Promise.all(
      Array.from({ length: 5 }, () => run([...REHEARSAL, '--out', out], { folder: repository.folder })),
    );

    const files = readFiles(out);
    const sessions = [...files].filter(([path]) => path.endsWith('_committee.json'));
    const ids = sessions.map(([path, text]) => readSession(text, path).id);
    expect(endings.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(ids).size).toBe(5);
    expect(files.size).toBe(11);
    expect(
      files
        .get('finops.jsonl')
        ?.trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).session_id)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('are not made by a session that was refused', async () => {
    using home = makeFolder();
    const out = join(home.folder, 'committee');

    const { exitCode } = await run(['review', '--base', 'main', '--head', 'leaky', '--out', out], {
      folder: repository.folder,
    });

    expect(exitCode).toBe(2);
    expect(listFiles(home.folder)).toEqual([]);
  });
});

describe('a folder for sessions that cannot be written', () => {
  it.each([
    ['a file stands in its place', 'taken'],
    ['its path leads through a file', 'taken/below'],
  ])('is refused before any call when %s', async (_, path) => {
    using home = makeFolder();
    writeFileSync(join(home.folder, 'taken'), '');
    const out = join(home.folder, path);
    const services = await Promise.all([startMistral({ reply: silence }), startGemini({ reply: silence })]);
    const environment = Object.assign({}, ...services.map(({ settings }) => settings));

    const argv = ['review', '--base', 'main', '--head', 'leaky', '--out', out];
    const { exitCode, output, errors } = await run(argv, { folder: repository.folder, environment });

    await Promise.all(services.map((service) => service.stop()));
    expect(services.flatMap(({ calls }) => calls)).toEqual([]);
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(errors).toContain(`${out}: the folder for sessions cannot be written: a file stands in the way`);
    expect(errors).toContain('nothing was asked and nothing was paid');
    expect(listFiles(home.folder)).toEqual(['taken']);
  });

  it('is refused also when only the folder of sessions in it is taken', async () => {
    using home = makeFolder();
    mkdirSync(join(home.folder, 'committee'));
    writeFileSync(join(home.folder, 'committee/sessions'), '');

    const { exitCode, errors } = await run([...REHEARSAL, '--out', join(home.folder, 'committee')], {
      folder: repository.folder,
    });

    expect(exitCode).toBe(2);
    expect(errors).toContain('a file stands in the way');
  });

  it('costs no verdict when it is lost while the session is held', async () => {
    using home = makeFolder();
    const out = join(home.folder, 'committee');
    mkdirSync(join(out, 'finops.jsonl'), { recursive: true });

    const { exitCode, output, errors } = await run([...REHEARSAL, '--out', out], { folder: repository.folder });

    expect(exitCode).toBe(4);
    expect(output).toContain('REJECTED');
    expect(errors).toContain(`${out}: the session could not be written: a folder stands in the way`);
    expect(listFiles(out).filter((path) => /open|part/.test(path))).toEqual([]);
  });
});

describe('what is not committed', () => {
  it('is told, also in a folder that only has the name of ours, and without control characters of a hostile name', async () => {
    using home = makeFolder();
    repository.git('checkout', '--quiet', 'leaky');
    mkdirSync(join(repository.folder, 'committee'));
    for (const path of ['draft.py', 'committee/members.py', 'a\u001b[2J\nb.py'])
      writeFileSync(join(repository.folder, path), 'x = 1\n');

    const { errors } = await run(['review', '--base', 'main', '--rehearsal', '--out', home.folder], {
      folder: repository.folder,
    });

    repository.git('clean', '--quiet', '--force', '-d');
    expect(errors).toContain('not committed, so not reviewed: a b.py, committee/, draft.py\n');
  });

  it.each([
    ['committee', []],
    ['reports/reviews', ['--out', 'reports/reviews']],
  ])('does not count the sessions that were kept in %s', async (_, out) => {
    repository.git('checkout', '--quiet', 'leaky');
    const review = ['review', '--base', 'main', '--rehearsal', ...out];
    await run(review, { folder: repository.folder });

    const { errors } = await run(review, { folder: repository.folder });

    const status = repository.git('status', '--porcelain').trim();
    repository.git('clean', '--quiet', '--force', '-d');
    expect(status).toMatch(/^\?\? (committee|reports)\/$/);
    expect(errors).not.toContain('not committed');
  });
});
