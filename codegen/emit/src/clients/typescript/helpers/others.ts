/** An object's members except these. */
function others(value: unknown, ...known: readonly string[]): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !known.includes(key)));
}
