import { conversationComments, type SaidComment } from './conversation.ts';
import {
  editIssue,
  type Issue,
  type IssueEdit,
  type IssueOrder,
  type IssueSwitches,
  issuesOf,
  openIssue,
  switchesOf,
} from './issues.ts';
import type { Review } from './records.ts';
import { requestedOf } from './requested.ts';
import { addReview, dismissReview, type ReviewOrder } from './reviews.ts';
import { tagsOf } from './tags.ts';
import { type SharedVariableOrder, setSharedVariable, setVariable } from './variables.ts';
import { accountOf, type Pull, type Repository, timestamp, type World } from './world.ts';

/** Deeds whose traces are read later: reviews, variables, histories. */
export interface HistoryDeeds {
  review(pull: Pull, order: ReviewOrder): Review;
  dismissReview(pull: Pull, id: number): void;
  /** Who is asked for a review and has not given one: logins in small letters, and slugs of teams. */
  requestedOn(pull: Pull): { readonly users: readonly string[]; readonly teams: readonly string[] };
  /** Sets a variable of a repository; null takes it away. */
  setVariable(repository: Repository, name: string, value: string | null): void;
  /** Sets a variable of an organisation, by its login. */
  setSharedVariable(owner: string, order: SharedVariableOrder): void;
  /** Takes a body out of the history of a pull request: the oldest is 0. */
  removeBodyEdit(pull: Pull, index: number): void;
  /** The account is gone; what it did has nobody any more. */
  deleteAccount(login: string): void;
  openIssue(repository: Repository, order: IssueOrder): Issue;
  editIssue(issue: Issue, edit: IssueEdit): void;
  /** The issues of a repository, oldest first. */
  issues(repository: Repository): readonly Issue[];
  /** What was said on an issue, oldest first. */
  saidOn(issue: Issue): readonly SaidComment[];
  /** Switches issues off, or lets pins be refused. */
  switchIssues(repository: Repository, switched: Partial<IssueSwitches>): void;
  /** Tags the commit of a branch. */
  addTag(repository: Repository, name: string, branch: string): void;
}

/** These deeds, over a world. */
export function historyDeeds(world: World): HistoryDeeds {
  return {
    review: (pull, order) => addReview(world, pull, order),
    dismissReview: (pull, id) => dismissReview(world, pull, id),
    requestedOn: (pull) => {
      const { users, teams } = requestedOf(pull);
      return { users: [...users], teams: [...teams] };
    },
    setVariable: (repository, name, value) => setVariable(world, repository, name, value),
    setSharedVariable: (owner, order) => setSharedVariable(world, owner, order),
    removeBodyEdit: ({ bodyEdits }, index) => {
      const edit = bodyEdits[index];
      if (edit === undefined) throw new Error(`no body ${index} in the history`);
      edit.deletedAt = timestamp(world.now());
    },
    deleteAccount: (login) => {
      world.gone.add(accountOf(world, login).login.toLowerCase());
    },
    openIssue: (repository, order) => openIssue(world, repository, order),
    editIssue: (issue, edit) => editIssue(world, issue, edit),
    issues: (repository) => [...issuesOf(repository).values()],
    saidOn: (issue) => conversationComments(world, issue),
    switchIssues: (repository, switched) => {
      Object.assign(switchesOf(repository), switched);
    },
    addTag: (repository, name, branch) => {
      const commit = repository.branches.get(branch);
      if (commit === undefined) throw new Error(`no branch ${branch} to tag`);
      tagsOf(repository).set(name, commit);
    },
  };
}
