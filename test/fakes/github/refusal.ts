/** A request that is answered with an error of GitHub's. */
export class Refusal extends Error {
  readonly status: number;
  /** True when the client is at fault; false when the state of the world refuses, which is part of life. */
  readonly violation: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** What GitHub adds to its message; undefined when that is nothing. */
  readonly errors: readonly unknown[] | undefined;

  constructor(
    status: number,
    message: string,
    options: { violation?: boolean; headers?: Record<string, string>; errors?: readonly unknown[] } = {},
  ) {
    super(message);
    this.status = status;
    this.violation = options.violation ?? false;
    this.headers = options.headers ?? {};
    this.errors = options.errors;
  }
}

/** What is asked for is not there (or no longer). */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** What a correct client never asks. */
export function fault(status: number, message: string): Refusal {
  return new Refusal(status, message, { violation: true });
}
