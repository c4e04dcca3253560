/** Seconds to wait before another attempt. Undefined if waiting does not help. */
function pause(advice: Advice | undefined, attempt: number): number | undefined {
  const growing = 2 ** (attempt - 1);
  switch (advice?.retry) {
    case "immediately":
      return 0;
    case "after_delay":
      return advice.delay ?? growing;
    case "backoff":
      return Math.max(advice.delay ?? 0, growing);
    default:
      return undefined;
  }
}

