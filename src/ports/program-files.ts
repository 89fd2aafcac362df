/** The files that came with this installation: what instructs, and never anything from a change. */
export interface ProgramFiles {
  readonly version: string;
  /** The SKILL.md of every skill folder, by folder name. */
  skills(): Promise<readonly NamedText[]>;
  /** The rule files of every skill. */
  rules(): Promise<readonly NamedText[]>;
  /** The prompt templates. */
  prompts(): Promise<readonly NamedText[]>;
  /** The catalog of models and prices. */
  models(): Promise<NamedText>;
  /** The built-in routing rows. */
  routing(): Promise<NamedText>;
  /** The built-in blocking rules. */
  blockingRules(): Promise<NamedText>;
  /** The playbooks of operations. */
  playbooks(): Promise<readonly NamedText[]>;
  /** The templates of files that a repository may take over. */
  templates(): Promise<readonly NamedText[]>;
  /** The workflows that a repository may take over. */
  workflows(): Promise<readonly NamedText[]>;
}

/** A text with the path to name it by in an error, relative to the installation. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}
