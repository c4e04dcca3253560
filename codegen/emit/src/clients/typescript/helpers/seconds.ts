/** A delay in seconds, read from a number of seconds or from a date and time: at most `maxDelay`. */
function seconds(value: unknown, maxDelay: number): number | undefined {
  let wait = Number.NaN;
  if (typeof value === "number") wait = value;
  else if (typeof value === "string" && /^\s*\d+(\.\d+)?\s*$/.test(value)) wait = Number(value);
  else if (typeof value === "string") wait = Math.max(0, (Date.parse(value) - Date.now()) / 1000);
  return wait >= 0 ? Math.min(wait, maxDelay) : undefined;
}
