/** It did not arrive; `permanent` where trying again would change nothing. */
export class SendFailed extends Error {
  readonly permanent: boolean;
  /** Seconds after which the other side will listen again, where it says so. */
  readonly retryAfterSeconds: number | undefined;
  constructor(message: string, more: { permanent?: boolean; retryAfterSeconds?: number } = {}) {
    super(message);
    this.permanent = more.permanent ?? false;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
