/** The first item of a list that matches. */
function item(list: unknown, wanted: (item: unknown) => boolean): unknown {
  return Array.isArray(list) ? list.find(wanted) : undefined;
}
