/** What `act` answers, or `fallback` if the file or folder it asks for is not there. */
export async function orIfMissing<T, U>(fallback: U, act: () => Promise<T>): Promise<T | U> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return fallback;
    throw error;
  }
}
