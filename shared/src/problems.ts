/** The closed list of failures a person can meet. Every answer that is not a success names one of these. */
export const PROBLEMS = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'too-many-attempts': 429,
  'too-many-connections': 429,
  busy: 503,
  'no-right': 403,
  'foreign-origin': 403,
  'not-found': 404,
  'stale-version': 409,
  'email-taken': 409,
  'last-lead': 409,
  'already-set-up': 409,
  'already-linked': 409,
  archived: 409,
  invalid: 422,
  malformed: 400,
  'too-slow': 408,
  'too-large': 413,
  'unsupported-media': 415,
  'common-password': 422,
  'wrong-password': 422,
  'invitation-over': 410,
  'set-up-link-over': 410,
  'in-use': 409,
  'ground-moves': 409,
  'unknown-record': 422,
  'reason-required': 422,
  'move-not-allowed': 422,
  'own-cycle': 422,
  'table-not-open': 409,
  'table-begun': 409,
  'table-full': 409,
  'round-over': 409,
  'text-changed': 409,
  'not-approver': 403,
  'not-your-turn': 409,
  'already-signed': 409,
  'checks-block': 422,
  'own-text': 422,
  'needs-approvers': 422,
  'set-empty': 422,
  'name-differs': 422,
  'in-approval': 409,
  'round-open': 409,
  'thread-ended': 409,
  'suggestion-outdated': 409,
  'suggestion-decided': 409,
  'words-differ': 422,
  failed: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One field that was refused: where (`changes.likelihood`), by which rule, with the rule's numbers. */
export interface FieldProblem {
  readonly path: string;
  readonly rule: 'required' | 'too-long' | 'too-short' | 'too-big' | 'too-small' | 'not-allowed' | 'format';
  readonly limit?: number;
}

/** What a `Problem` may carry to the reader besides its code. */
export interface ProblemDetails {
  readonly fields?: readonly FieldProblem[];
  /** For `stale-version`: the record as it is now, so that the screen can show both values. For `text-changed`: the hash of the text as it is now. For `suggestion-outdated`: the words that stand there now, null where they are gone. */
  readonly current?: unknown;
  /** Seconds to wait, for `too-many-attempts` and `busy`. */
  readonly retryAfter?: number;
  /** Where what would be hit is shown before it is done, for `ground-moves`. */
  readonly preview?: string;
  /** Places that stand in the way, for `in-use` and `checks-block`. */
  readonly places?: readonly string[];
}

/** An expected failure. Thrown in actions and rules, translated to a response in one place. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return PROBLEMS[this.code];
  }
}

/** The body of an answer that is not a success (RFC 9457, `application/problem+json`). */
export interface ProblemBody extends ProblemDetails {
  readonly type: string;
  readonly code: ProblemCode;
  readonly status: number;
  /** One sentence in the reader's language: what is wrong and what to do. */
  readonly title: string;
}
