import { execFileSync } from 'node:child_process';
import { type GitObjects, keepObject, type ObjectKind } from './git-objects.ts';

/** Reads the branches of a local git repository, with every object that they reach, by the git command. */
export function importBranches(folder: string, objects: GitObjects): ReadonlyMap<string, string> {
  const git = (args: readonly string[], input?: string): Buffer =>
    execFileSync('git', args, { cwd: folder, input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'pipe'] });
  const listed = git(['for-each-ref', '--format=%(objectname) %(refname:short)', 'refs/heads']).toString();
  const branches = listed
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => [line.slice(41), line.slice(0, 40)]);
  const reached = git(['rev-list', '--objects', '--branches']).toString().split('\n');
  const ids = reached.filter((line) => line !== '').map((line) => line.slice(0, 40));
  keepBatch(objects, git(['cat-file', '--batch'], `${ids.join('\n')}\n`));
  return new Map(branches);
}

/** Each object comes as `<id> <kind> <size>`, its content, and a line's end. */
function keepBatch(objects: GitObjects, batch: Buffer): void {
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf(10, at);
    const [sha = '', kind = '', size = '0'] = batch.toString('utf8', at, end).split(' ');
    const content = batch.subarray(end + 1, end + 1 + Number(size));
    if (keepObject(objects, kindOf(kind), content) !== sha) throw new Error(`object ${sha} was read wrongly`);
    at = end + 2 + Number(size);
  }
}

function kindOf(kind: string): ObjectKind {
  if (kind === 'blob' || kind === 'tree' || kind === 'commit') return kind;
  throw new Error(`an object of kind ${kind} cannot be imported`);
}
