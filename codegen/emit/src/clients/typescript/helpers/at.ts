/** The value at a path. Null counts as missing. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value ?? undefined;
}
