/** Does what an error asks for, and returns whether it succeeded. */
async function act(error: ReceivedError): Promise<boolean> {
  switch (error.advice?.action) {
    case "ACTION":
      // Do it here, then return true to send the request again.
      return false;
    default:
      return false;
  }
}

