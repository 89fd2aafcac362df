import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

/** The name of an area. */
export const AreaName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'the name of an area in lower case, e.g. trading');

const TRADING = [
  '**/{trading,trade,trades,live,execution,executor,oms,orders,order,broker,brokers,exchange,exchanges}/**',
  '**/{strategy,strategies,risk,portfolio,positions,sizing,hedging,signals,market_making}/**',
  '**/{trading,trader,execution,order,orders,broker,exchange,strategy,risk,position,portfolio,sizing}{_,-,.}*',
  '**/*{kill_switch,kill-switch,killswitch,circuit_breaker,circuit-breaker,drawdown}*',
];

const MODEL = [
  '**/{pipeline,pipelines,finetune,finetuning,fine_tuning,training,train,trainer,trainers,inference}/**',
  '**/{backtest,backtests,backtesting,cache,caching,labels,label,labeling,labelling,models,model,ml,hpo,tuning}/**',
  '**/{train,trainer,training,finetune,backtest,backtester,backtesting,labels,labeling,labelling}{_,-,.}*',
  '**/{pipeline,model,inference,calibration,hpo}{_,-,.}*',
];

const DATA = [
  '**/{data,dataset,datasets,features,feature,feature_store,featurestore,ingestion,etl,loaders,preprocessing}/**',
  '**/{dataset,features,feature_store,loader,preprocess,preprocessing}{_,-,.}*',
  '**/*.sql',
];

const SECURITY = [
  '**/{auth,authn,authz,iam,rbac,secrets,security,permissions,vault}/**',
  '**/*{secret,credential,rbac,permission}*',
  '**/*.{pem,key,p12}',
  '**/.env*',
  '.github/workflows/**',
  '**/CODEOWNERS',
];

const INFRASTRUCTURE = [
  '.github/{workflows,actions}/**',
  '**/{infra,infrastructure,terraform,k8s,kubernetes,helm,charts,deploy,deployment,deployments,ansible,docker}/**',
  '**/{Dockerfile,Containerfile,docker-compose,compose}*',
  '**/*.{tf,tfvars,hcl,service,timer}',
  '**/{Makefile,Jenkinsfile,Procfile}',
];

const DOCUMENTS = [
  '**/*.{md,mdx,markdown,rst,adoc}',
  '{docs,doc,documentation}/**/*.{txt,png,jpg,jpeg,gif,svg,webp,pdf,drawio,puml,mmd,css,html,bib,tex}',
  '**/*.{png,jpg,jpeg,gif,webp,ico}',
  '/{LICENSE,LICENCE,NOTICE,AUTHORS,CHANGELOG,CONTRIBUTING,README,COPYING}*',
];

const DASHBOARDS = ['**/{dashboards,dashboard}/**/*.{json,jsonnet,libsonnet,yml,yaml,svg}', '**/grafana/**/*.json'];

const CONFIGURATION = [
  '**/*.{yml,yaml,json,json5,jsonc,toml,ini,cfg,conf,properties,env,lock,xml,tfvars}',
  '**/{requirements,constraints}*.{txt,in}',
  '**/{Dockerfile,Containerfile,Makefile,Jenkinsfile,Procfile,CODEOWNERS,Pipfile,justfile}',
  '**/*.{dockerfile,service,timer,tf,hcl,mk}',
  '**/Dockerfile.*',
  '**/.{env,gitignore,gitattributes,dockerignore,editorconfig,python-version,nvmrc,npmrc,flake8,coveragerc}*',
  '**/{go.sum,go.mod,MANIFEST.in}',
];

const TESTS = [
  '**/{tests,test,__tests__,testdata,test_data,e2e}/**',
  '**/{test_,conftest}*.py',
  '**/*_test.{py,go,rs,cc,cpp}',
  '**/*.{test,spec}.{ts,tsx,js,jsx,mjs}',
];

const NOTEBOOKS = ['**/*.ipynb', '**/*.{Rmd,qmd}'];

const DATASETS = ['**/*.{csv,tsv,parquet,feather,arrow,npz,npy,h5,hdf5,jsonl,ndjson,pkl,dvc}'];

const REPORTS = [
  '**/{experiments,experiment,ablations}/**/*.md',
  '**/*{experiment,verdict,ablation,results,sign-off,signoff}.md',
  '**/{experiment,verdict,ablation,results}{_,-}*.md',
  '**/*{_,-}{experiment,verdict,ablation,results}{_,-}*.md',
];

const INSTRUCTIONS = [
  '.github/conclave.yml',
  '.github/conclave/**',
  '**/{SKILL,AGENTS,CLAUDE,GEMINI}.md',
  '.github/copilot-instructions.md',
  '{prompts,skills,.claude,.cursor}/**/*.{md,mdc,txt}',
];

const area = (globs: readonly string[], description: string) =>
  z
    .array(Glob)
    .min(1, 'at least one path pattern')
    .default([...globs])
    .describe(description);

/**
 * Named path patterns: what a routing row calls `risk: [trading]`, or `$trading` among its paths. A name in the file
 * replaces the patterns of that name; the others stay.
 */
export const AreasConfig = z
  .object({
    trading: area(TRADING, 'Code that places, sizes, prices or limits orders.'),
    model: area(MODEL, 'Code that trains, labels, caches, backtests or applies models.'),
    data: area(DATA, 'Code that makes data and features.'),
    security: area(SECURITY, 'Secrets, permissions and what grants them.'),
    infrastructure: area(INFRASTRUCTURE, 'What builds, deploys and runs the house.'),
    documents: area(DOCUMENTS, 'Texts and pictures for people.'),
    dashboards: area(DASHBOARDS, 'Definitions of dashboards.'),
    configuration: area(CONFIGURATION, 'Settings, manifests and lock files.'),
    tests: area(TESTS, 'Tests and what they need.'),
    notebooks: area(NOTEBOOKS, 'Notebooks.'),
    datasets: area(DATASETS, 'Tables and arrays.'),
    reports: area(REPORTS, 'Reports of experiments.'),
    instructions: area(INSTRUCTIONS, 'What instructs a committee or another model.'),
  })
  .catchall(z.array(Glob).min(1, 'at least one path pattern'))
  .superRefine((areas, context) => {
    for (const name of Object.keys(areas)) {
      const message = whyNoArea(name);
      if (message !== null) context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .describe('Areas of the repository: path patterns under a name, for routing rows.');
export type AreasConfig = Readonly<z.infer<typeof AreasConfig>>;

function whyNoArea(name: string): string | null {
  if (name === 'dossiers') return 'no area of this name: it follows gates.g3.dossiers';
  if (name === 'records') return 'no area of this name: it follows knowledge.adrs';
  return AreaName.safeParse(name).error?.issues[0]?.message ?? null;
}
