import type { Api } from "./api.ts";

const most = 100;

/** Every row of a list that the server answers in pages: the first says how many follow. */
export async function readAll<P extends { readonly total: number }, R>(
  api: Api,
  path: string,
  rowsOf: (page: P) => readonly R[],
  signal: AbortSignal,
): Promise<readonly R[]> {
  const pageAt = (offset: number) =>
    api.get<P>(`${path}${path.includes("?") ? "&" : "?"}offset=${offset}&limit=${most}`, signal);
  const first = await pageAt(0);
  const offsets = Array.from(
    { length: Math.max(0, Math.ceil(first.total / most) - 1) },
    (_, at) => (at + 1) * most,
  );
  const rest = await Promise.all(offsets.map(pageAt));
  return [first, ...rest].flatMap(rowsOf);
}
