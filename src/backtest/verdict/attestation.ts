/** Whether a report is believed: it was made by what the base says, on what the base holds. */
export type Attestation =
  | { readonly kind: 'attested'; readonly by: 'base' | 'default-branch' }
  /** What is otherwise, one clause each; paths in it are those of the repository. */
  | { readonly kind: 'not-attested'; readonly differences: readonly string[] };

/** Who made a report, as the host tells it; nothing of it comes from the report. */
export interface Producer {
  readonly event: string;
  readonly actor: string | null;
  readonly headBranch: string | null;
  /** Path of the workflow file. */
  readonly path: string;
}

/** A file by its hashes: what a report says that it used, and what stands in the base now. */
export interface UsedFile {
  readonly what: 'configuration' | 'data' | 'golden file' | 'strategy of the base' | 'strategy of the head';
  readonly path: string;
  readonly claimed: string | null;
  readonly actual: string | null;
}

/** What a report is measured by. */
export interface AttestationFacts {
  readonly producer: Producer;
  /** Path of the workflow file by the configuration of the base. */
  readonly workflow: string;
  readonly defaultBranch: string;
  /** The branch that the pull request goes to. */
  readonly baseBranch: string;
  /** Base branches for whose pull requests the run can have been made; null where nobody can tell. */
  readonly eventBases: readonly string[] | null;
  /** Whether the commit whose workflow ran belongs to the default branch. */
  readonly ranDefault: boolean;
  /** The login under which this program acts. */
  readonly ownLogin: string;
  /** Whether somebody asked for just this by command, at this commit. */
  readonly isOrdered: boolean;
  /** Paths of what ran out of the checkout, which the pull request has otherwise than the base. */
  readonly changedParts: readonly string[];
  /** The action that the report names, where the workflow of the base names no such one. */
  readonly otherAction: string | null;
  readonly files: readonly UsedFile[];
}

/**
 * Compares who made a report, and on what, with the base. A started run is that of the default branch's file, which no
 * pull request changes; any other run has to have run the very file, action and data of the base.
 */
export function attest(facts: AttestationFacts): Attestation {
  const { producer, workflow, files } = facts;
  const isStarted = producer.event === 'workflow_dispatch';
  const differences = [
    ...(producer.path === workflow ? [] : [`it was made by ${producer.path}, and the base names ${workflow}`]),
    ...(isStarted ? startDifferences(facts) : pullDifferences(facts)),
    ...files.flatMap(fileDifference),
  ];
  if (differences.length > 0) return { kind: 'not-attested', differences };
  return { kind: 'attested', by: isStarted ? 'default-branch' : 'base' };
}

function startDifferences(facts: AttestationFacts): readonly string[] {
  const { producer, defaultBranch, ranDefault, ownLogin, isOrdered, changedParts } = facts;
  const { headBranch, actor } = producer;
  return [
    ...(headBranch === defaultBranch
      ? []
      : [`the workflow of ${headBranch ?? 'no branch'} ran, not that of ${defaultBranch}`]),
    // A tag may have the name of a branch.
    ...(ranDefault ? [] : [`the commit whose workflow ran is none of ${defaultBranch}`]),
    ...changedParts.map((path) => `the workflow runs ${path} out of the pull request, which has another than the base`),
    ...(actor?.toLowerCase() === ownLogin.toLowerCase()
      ? []
      : [`it was started by ${actor ?? 'nobody'}, not by Conclave`]),
    ...(isOrdered ? [] : ['nobody asked for this run by command at this commit']),
  ];
}

function pullDifferences(facts: AttestationFacts): readonly string[] {
  const { producer, changedParts, otherAction } = facts;
  return [
    ...(producer.event === 'pull_request'
      ? []
      : [`it was made for the event ${producer.event}, not for a pull request`]),
    ...baseDifferences(facts),
    ...changedParts.map((path) => `the pull request has another ${path} than the base`),
    ...(otherAction === null
      ? []
      : [`it names the action ${otherAction}, which the workflow of the base does not use`]),
  ];
}

/** The workflow that runs is that of head and base merged, so that another base may have brought another workflow. */
function baseDifferences({ baseBranch, eventBases }: AttestationFacts): readonly string[] {
  if (eventBases === null) return [`it cannot be told whether it was made for a pull request into ${baseBranch}`];
  const others = eventBases.filter((each) => each !== baseBranch);
  return others.map((other) => `it may have been made for a pull request of this branch into ${other}`);
}

function fileDifference({ what, path, claimed, actual }: UsedFile): readonly string[] {
  if (claimed === actual) return [];
  const side = what === 'strategy of the head' ? 'the head' : 'the base';
  if (actual === null) return [`${side} has no ${what} ${path} that could be read`];
  return [`the ${what} ${path} that was used is not the one of ${side}`];
}
