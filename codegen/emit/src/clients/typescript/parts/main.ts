export async function load(url: string): Promise<unknown> {
  try {
    const response = await send(CALL);
    return await response.json();
  } catch (failure) {
    if (!(failure instanceof ApiFailure)) throw failure;
    for (const error of failure.errors) {
      // A code that is newer than this program still has a message.
      console.error(error.code, error.message);
      INSIDE
    }
    return undefined;
  }
}
