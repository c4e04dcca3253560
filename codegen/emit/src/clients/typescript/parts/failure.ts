/** Thrown for an answer with errors that sending the request again does not help against. */
export class ApiFailure extends Error {
  readonly errors: readonly ReceivedError[];

  constructor(errors: readonly ReceivedError[]) {
    super(errors.map((error) => `${error.code}: ${error.message ?? "no message"}`).join("; "));
    this.name = "ApiFailure";
    this.errors = errors;
  }
}

