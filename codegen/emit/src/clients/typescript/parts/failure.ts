/** Thrown for a response with errors that a repeated request does not solve. */
export class ApiFailure extends Error {
  readonly errors: readonly ReceivedError[];

  constructor(errors: readonly ReceivedError[]) {
    super(errors.map((error) => `${error.code}: ${error.message ?? "no message"}`).join("; "));
    this.name = "ApiFailure";
    this.errors = errors;
  }
}

