/** What to do about an error. */
export interface Advice {
  readonly action:
    | "ACTIONS";
  /** Whether and when the same request may be sent again. */
  readonly retry: "never" | "immediately" | "after_delay" | "backoff" | "after_action";
  /** Seconds to wait, where the error tells them (then with a bound) or they may be assumed. */
  readonly delay?: number | undefined;
}

