/** Does what an error asks for, and says whether it could. */
async function act(error: ReceivedError): Promise<boolean> {
  switch (error.advice?.action) {
    case "ACTION":
      // Do it here, then return true: the request is sent again.
      return false;
    default:
      return false;
  }
}

