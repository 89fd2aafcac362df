import { describe, expect, it } from 'vitest';
import { askForRecords, type QuestionContext } from '../../src/adr/undocumented.ts';
import type { ChangedFile } from '../../src/change/change.ts';
import { fileOf } from './decision-parts.ts';

const CONTEXT: QuestionContext = { hasRecords: true, recordGlobs: ['docs/adr/**/*.md'] };

/** What is asked, as `kind name path:line`. */
function ask(files: readonly ChangedFile[]): readonly string[] {
  const questions = askForRecords({ files }, CONTEXT);
  return questions.map(({ kind, name, path, line }) => `${kind} ${name} ${path}:${line}`);
}

const COMPOSE = 'services:\n  api:\n    image: api\n';
const MORE = `${COMPOSE}  # keeps sessions\n  redis: &cache\n    image: redis:7\n    environment:\n      worker: 1\nvolumes:\n  data:\n`;

const DEPLOYMENT = [
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: scorer\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: scorer\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scorer\n',
].join('---\n');

describe('a question is asked about', () => {
  it.each<readonly [what: string, path: string, before: string | null, after: string, asked: readonly string[]]>([
    ['a service of Compose', 'docker-compose.yml', COMPOSE, MORE, ['service redis docker-compose.yml:5']],
    ['a service with its manifests, once', 'k8s/scorer.yaml', null, DEPLOYMENT, ['service scorer k8s/scorer.yaml:2']],
    [
      'a template of Helm',
      'charts/x/templates/worker.yaml',
      null,
      'kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .Values.a }}\n{{- end }}\n',
      ['service worker charts/x/templates/worker.yaml:1'],
    ],
    [
      'a chart',
      'charts/x/Chart.yaml',
      null,
      'apiVersion: v2\nname: pricer\n',
      ['service pricer charts/x/Chart.yaml:2'],
    ],
    ['a process', 'Procfile', 'web: a\n', 'web: b\nworker: c\n', ['service worker Procfile:2']],
    [
      'a unit of systemd',
      'deploy/feed.service',
      null,
      '[Service]\nExecStart=/bin/feed\n',
      ['service feed deploy/feed.service:2'],
    ],
    [
      'a volume',
      'k8s/a.yml',
      null,
      'kind: PersistentVolumeClaim\n',
      ['infrastructure PersistentVolumeClaim k8s/a.yml:1'],
    ],
    [
      'a package of Python',
      'requirements.txt',
      'numpy==1.0\n',
      'numpy==2.0\nredis[hiredis]>=5 # cache\n# polars\n-r more.txt\n',
      ['dependency redis requirements.txt:2'],
    ],
    [
      'a package of pyproject',
      'pyproject.toml',
      '[project]\ndependencies = ["numpy"]\n',
      '[project]\ndependencies = [\n  "numpy>=2", # "x"\n  "uvicorn[standard]",\n  "Polars_Ext",\n]\n[project.optional-dependencies]\ndev = ["pytest"]\ngpu = ["torch"]\n[tool.poetry.group.dev.dependencies]\nmypy = "1"\n',
      [
        'dependency uvicorn pyproject.toml:4',
        'dependency polars-ext pyproject.toml:5',
        'dependency torch pyproject.toml:9',
      ],
    ],
    [
      'a package of Poetry',
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "3.12"\n',
      '[tool.poetry.dependencies]\npython = "3.13"\nhttpx = { version = "1" }\n',
      ['dependency httpx pyproject.toml:3'],
    ],
    [
      'a package of Node',
      'web/package.json',
      '{\n  "dependencies": {\n    "react": "18"\n  }\n}\n',
      '{\n\t"dependencies": {\n\t\t"react": "19",\n\t\t"zustand": "5"\n\t},\n\t"devDependencies": { "vitest": "5" }\n}\n',
      ['dependency zustand web/package.json:4'],
    ],
    [
      'a module of Go',
      'go.mod',
      'module x\n\nrequire a.org/b v1.0.0\n',
      'module x\n\nrequire (\n\ta.org/b/v2 v2.0.0\n\tc.org/d v1.0.0\n\te.org/f v1.0.0 // indirect\n)\n',
      ['dependency c.org/d go.mod:5'],
    ],
    [
      'a crate',
      'Cargo.toml',
      '[dependencies]\nserde = "1"\n',
      '[dependencies]\nserde = "1"\n[dependencies.tokio]\nversion = "1"\n[dev-dependencies]\ninsta = "1"\n',
      ['dependency tokio Cargo.toml:4'],
    ],
    [
      'a DAG by its id',
      'airflow/dags/train.py',
      null,
      'from airflow import DAG\n\nwith DAG(\n    dag_id="train_daily",\n    schedule=None,\n) as dag:\n    pass\n',
      ['dag train_daily airflow/dags/train.py:3'],
    ],
    [
      'a DAG by its function',
      'dags/a.py',
      null,
      '@dag(schedule=None)\ndef score():\n    pass\n',
      ['dag score dags/a.py:1'],
    ],
    [
      'a table of a migration',
      'migrations/3.sql',
      null,
      '-- CREATE TABLE old (a int);\nCREATE TABLE IF NOT EXISTS "public"."fills" (a int);\nCREATE TEMP TABLE t (a int);\n',
      ['table public.fills migrations/3.sql:2'],
    ],
    [
      'a table of alembic',
      'migrations/versions/a1.py',
      null,
      '"""op.create_table("in words")"""\ndef upgrade():\n    op.create_table(\n        "orders",\n        sa.Column("id"),\n    )\n',
      ['table orders migrations/versions/a1.py:3'],
    ],
    [
      'a model of SQLAlchemy',
      'src/models.py',
      'class A(Base):\n    __tablename__ = "a"\n',
      'class A(Base):\n    __tablename__ = "a"\n\n\nclass B(Base):\n    __tablename__ = "b"\n',
      ['table b src/models.py:6'],
    ],
    ['a topic', 'src/a.py', '', 'admin.create_topics([NewTopic("fills", 3)])\n', ['queue fills src/a.py:1']],
    ['a queue', 'src/a.py', '', 'channel.queue_declare(queue="orders")\n', ['queue orders src/a.py:1']],
    ['a stream', 'src/a.py', '', 'redis.xadd("ticks", {})\n', ['queue ticks src/a.py:1']],
    ['a queue of Celery', 'src/a.py', '', 'task_queues = (Queue("slow"),)\n', ['queue slow src/a.py:1']],
    ['a queue of Terraform', 'a.tf', '', 'resource "aws_sqs_queue" "fills" {}\n', ['queue fills a.tf:1']],
    [
      'a kind of resource',
      'a.tf',
      'resource "aws_s3_bucket" "a" {}\n',
      'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket" "b" {}\nresource "aws_elasticache_cluster" "c" {}\n',
      ['infrastructure aws_elasticache_cluster a.tf:3'],
    ],
    [
      'a contract',
      'api/openapi.yaml',
      'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      summary: x\n',
      'openapi: 3.1.0\npaths:\n  /b:\n    get:\n      summary: x\n',
      ['contract api/openapi.yaml api/openapi.yaml:3'],
    ],
    [
      'a message',
      'a.proto',
      'message A {\n  int32 x = 1;\n}\n',
      'message A {\n  int64 x = 1;\n}\n',
      ['contract a.proto a.proto:2'],
    ],
    [
      'a signature of a package',
      'src/quant/__init__.py',
      'def load(path: str) -> Frame:\n    ...\n',
      'def load(\n    path: str,\n    *,\n    strict: bool,\n) -> Frame:\n    ...\n',
      ['contract load() of src/quant/__init__.py src/quant/__init__.py:1'],
    ],
    [
      'a function that a package offers no more',
      'src/quant/api.py',
      'def load():\n    ...\n\ndef save():\n    ...\n',
      'def load():\n    ...\n',
      ['contract save() of src/quant/api.py src/quant/api.py:3'],
    ],
  ])('%s', (_, path, before, after, asked) => {
    expect(ask([fileOf(path, before, after)])).toEqual(asked);
  });
});

it('says what to write, services first and packages last', () => {
  const files = [fileOf('requirements.txt', '', 'redis\n'), fileOf('Procfile', '', 'worker: c\n')];

  const questions = askForRecords({ files }, CONTEXT);

  expect(questions.map(({ question, write }) => `${question} ${write}`)).toEqual([
    'The change brings the service worker. Was that decided, and does it need a record? Write what it does that no service here did, who owns and watches it, and what happens when it is down.',
    'The change brings the dependency redis. Was that decided, and does it need a record? Write what it is needed for, what else was looked at, its licence, and who follows its updates.',
  ]);
});

it('asks at most twenty questions', () => {
  const text = Array.from({ length: 50 }, (_, index) => `package-${index}\n`).join('');

  expect(ask([fileOf('requirements.txt', '', text)])).toHaveLength(20);
});

it('comes to an end with hostile files', () => {
  const files = [
    fileOf('dags/a.py', '', `${'DAG('.repeat(20_000)}\n`.repeat(2)),
    fileOf('a.sql', '', '/*'.repeat(100_000)),
    fileOf('src/a.py', '', `${'op.create_table(\n'.repeat(10_000)}`),
    fileOf('k8s/a.yaml', '', `kind: Deployment\n${'['.repeat(50_000)}`),
    fileOf('pyproject.toml', '', `[project]\ndependencies = [${'"a", '.repeat(20_000)}\n`),
    fileOf('api.py', `def f(${'('.repeat(100_000)}\n`, 'def f():\n    ...\n'),
  ];

  expect(ask(files)).toContain('service a k8s/a.yaml:1');
});
