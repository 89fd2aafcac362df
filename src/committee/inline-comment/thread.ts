/** A conversation of ours on the lines of a pull request: what we said first, and what was answered. */
export interface ReviewThread {
  /** The host's own id of it, by which it is resolved. */
  readonly id: string;
  readonly isResolved: boolean;
  /** Who resolved it; null when nobody did or the host does not tell. */
  readonly resolvedBy: 'us' | 'somebody' | null;
  /** Our first comment; a thread that begins with a comment of somebody else is none of ours. */
  readonly opening: ThreadOpening;
  /** What followed, oldest first. */
  readonly replies: readonly ThreadReply[];
}

/** The comment of ours with which a thread begins. */
export interface ThreadOpening {
  readonly id: number;
  /** The host's id of it for being hidden. */
  readonly node: string;
  readonly body: string;
  readonly isHidden: boolean;
  /** Who put 👎 on it; accounts that were deleted are left out. */
  readonly dislikes: readonly Dislike[];
}

/** A 👎 of a person. */
export interface Dislike {
  /** The host's id of the reaction. */
  readonly id: string;
  readonly by: string;
}

/** A reply in a thread, by us, by a person or by another program. */
export interface ThreadReply {
  readonly id: number;
  /** Empty when the account was deleted. */
  readonly by: string;
  readonly writer: 'us' | 'person' | 'program';
  readonly body: string;
  readonly createdAt: string;
  readonly isEdited: boolean;
  /** Whether somebody else than its writer edited it last, so that its words are not the writer's. */
  readonly isForged: boolean;
}

/** Whether a person has answered in a thread. */
export function hasAnswer({ replies }: Pick<ReviewThread, 'replies'>): boolean {
  return replies.some(({ writer }) => writer === 'person');
}
