/** The code whose documentation is at a URL. */
function codeAt(page: string, address: unknown): string | undefined {
  if (typeof address !== "string" || !address.startsWith(page)) return undefined;
  const escape = /~(10[0-9a-f]{4}|[0-9a-f]{1,5})\./g;
  return address
    .slice(page.length)
    .replace(escape, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}
