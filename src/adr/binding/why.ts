/** By what a decision is bound to a change, the strongest first. */
export const BINDING_KINDS = ['invariant', 'path', 'component', 'citation', 'retrieval'] as const;
export type BindingKind = (typeof BINDING_KINDS)[number];

/** Why a decision binds a change. */
export interface BindingWhy {
  readonly kind: BindingKind;
  /** The glob that a record gives, or the place in the change or the record as `path:line`. */
  readonly where: string;
  /** One sentence without an end, to stand behind the record's name. */
  readonly words: string;
}
