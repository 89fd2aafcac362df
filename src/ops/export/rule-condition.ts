/** A rule of the state in PromQL. */
export interface RuleCondition {
  /** Gives series just when the rule is true; their labels name the pod or the crypto. */
  readonly holds: string;
  /** Gives series whenever the rule is false, and perhaps also when it is true; none when nobody knows. */
  readonly known: string;
  /** What is measured, as a person reads it; `%v` stands for the figure. */
  readonly found: string;
  readonly limit: string;
}

/** Why a rule is not watched by a Prometheus. */
export interface Unwatched {
  readonly why: string;
}
