// A client's view of a merged document: errors are told apart by their code, details have types.
import type { components } from "./github.js";
type Schemas = components["schemas"];
type Body = Schemas["Iozen_Body_Error"];
type Known = Schemas["Iozen_Error_RateLimitExceeded"] | Schemas["Iozen_Error_InsufficientScopes"];

function isKnown(body: Body): body is Known {
  return body.error.code === "rate_limit_exceeded" || body.error.code === "insufficient_scopes";
}

export function wait(body: Body): number {
  if (!isKnown(body)) return 0;
  switch (body.error.code) {
    case "rate_limit_exceeded": {
      const seconds: number = body.error.details.retry_after;
      return seconds;
    }
    case "insufficient_scopes": {
      const needed: string[] = body.error.details.required;
      // @ts-expect-error: another code has this field.
      return needed.length + body.error.details.retry_after;
    }
  }
}
