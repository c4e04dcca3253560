/** Whether an error has this code: its details are of their type then. They are not checked. */
export function has<C extends Known["code"]>(
  error: ReceivedError,
  code: C,
): error is ReceivedError & Extract<Known, { readonly code: C }> {
  return error.code === code;
}

