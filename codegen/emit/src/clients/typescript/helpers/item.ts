/** The first item of a list that is wanted. */
function item(list: unknown, wanted: (item: unknown) => boolean): unknown {
  return Array.isArray(list) ? list.find(wanted) : undefined;
}
