/** What to do about an error. */
export interface Advice {
  readonly action:
    | "ACTIONS";
  /** Whether and when the same request may be sent again. */
  readonly retry: "never" | "immediately" | "after_delay" | "backoff" | "after_action";
  /** Seconds to wait, from the error (bounded) or from the documentation. */
  readonly delay?: number | undefined;
}

