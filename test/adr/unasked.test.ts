import { describe, expect, it } from 'vitest';
import { askForRecords, declaredNames, type QuestionContext } from '../../src/adr/undocumented.ts';
import type { ChangedFile } from '../../src/change/change.ts';
import { fileOf } from './decision-parts.ts';

const CONTEXT: QuestionContext = { hasRecords: true, recordGlobs: ['docs/adr/**/*.md'] };

/** What is asked, as `kind name path:line`. */
function ask(files: readonly ChangedFile[], context: Partial<QuestionContext> = {}): readonly string[] {
  const questions = askForRecords({ files }, { ...CONTEXT, ...context });
  return questions.map(({ kind, name, path, line }) => `${kind} ${name} ${path}:${line}`);
}

const COMPOSE = 'services:\n  api:\n    image: api\n';
const MORE = `${COMPOSE}  # keeps sessions\n  redis: &cache\n    image: redis:7\n    environment:\n      worker: 1\nvolumes:\n  data:\n`;

const DEPLOYMENT = [
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: scorer\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: scorer\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scorer\n',
].join('---\n');

describe('nothing is asked about', () => {
  it.each<readonly [what: string, path: string, before: string | null, after: string]>([
    ['another version', 'requirements.txt', 'numpy==1.0\n', 'numpy==2.0\n'],
    ['another spelling', 'requirements.txt', 'typing_extensions\n', 'Typing-Extensions==4\n'],
    ['what developers need', 'requirements-dev.txt', '', 'pytest\n'],
    ['what tests need', 'requirements/test.txt', '', 'pytest\n'],
    ['a lock file', 'poetry.lock', '', '[[package]]\nname = "numpy"\n'],
    ['a Compose file of developers', 'docker-compose.dev.yml', '', MORE],
    ['a manifest of a test', 'tests/k8s/a.yaml', null, DEPLOYMENT],
    ['an example', 'examples/k8s/a.yaml', null, DEPLOYMENT],
    ['another image', 'docker-compose.yml', COMPOSE, COMPOSE.replace('image: api', 'image: api:2')],
    ['a plan that is not written', 'src/a.py', '', '# channel.queue_declare(queue="orders")\n'],
    ['a temporary table', 'a.sql', '', 'CREATE TEMPORARY TABLE x (a int);\n'],
    ['a table of a page', 'src/a.py', '', 'table = Table("Results")\n'],
    ['words of a contract', 'a.proto', 'message A {}\n', '// good\nmessage A {}\n'],
    [
      'words of an API',
      'openapi.yaml',
      'openapi: 3.1.0\ninfo: { version: 1 }\npaths: {}\n',
      'openapi: 3.1.0\n# so\ninfo: { version: 2, description: x }\npaths: {}\n',
    ],
    ['the form of a signature', 'a/__init__.py', 'def f(a,b):\n    ...\n', 'def f(\n    a,\n    b,\n):\n    ...\n'],
    ['a signature inside of a package', 'src/a/inner.py', 'def f(a):\n    ...\n', 'def f(a, b):\n    ...\n'],
    ['a function that moved', 'a/__init__.py', 'def f(a):\n    ...\n', 'from a.inner import f\n'],
    ['a private function', 'a/__init__.py', 'def _f(a):\n    ...\n', 'def _f(b):\n    ...\n'],
    ['a DAG elsewhere', 'src/a.py', '', 'dag = DAG("x")\n'],
    ['what is attached', 'a.tf', '', 'resource "aws_iam_role_policy_attachment" "x" {}\n'],
  ])('%s', (_, path, before, after) => {
    expect(ask([fileOf(path, before, after)])).toEqual([]);
  });

  it('anything in a repository without records', () => {
    expect(ask([fileOf('Procfile', '', 'worker: c\n')], { hasRecords: false })).toEqual([]);
  });

  it.each([
    ['added', null, '# 8. Redis\n'],
    ['edited', '# 7. A\n', '# 7. B\n'],
  ])('anything when a record is %s', (_, before, after) => {
    const record = fileOf('docs/adr/0008-redis.md', before, after);

    expect(ask([fileOf('requirements.txt', '', 'redis\n'), record])).toEqual([]);
  });

  it('a package that moved from one file to another', () => {
    const files = [fileOf('requirements.txt', 'redis\n', 'numpy\n'), fileOf('cache/requirements.txt', null, 'redis\n')];

    expect(ask(files)).toEqual(['dependency numpy requirements.txt:1']);
  });

  it('what is known from elsewhere', () => {
    const known = declaredNames([{ path: 'cache/requirements.txt', text: 'Redis==5\n' }]);

    expect(ask([fileOf('requirements.txt', '', 'redis\n')], { known })).toEqual([]);
    expect(ask([fileOf('Procfile', '', 'redis: x\n')], { known })).toEqual(['service redis Procfile:1']);
  });

  it('a file of which only the diff is known', () => {
    const file = { ...fileOf('Procfile', 'web: a\n', 'web: a\nworker: c\n'), before: null };

    expect(ask([file])).toEqual([]);
  });
});
