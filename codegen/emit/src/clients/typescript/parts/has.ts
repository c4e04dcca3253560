/** Whether an error has this code. If so, its details have the code's type; nothing checks them. */
export function has<C extends Known["code"]>(
  error: ReceivedError,
  code: C,
): error is ReceivedError & Extract<Known, { readonly code: C }> {
  return error.code === code;
}

