import { expect, test } from "vitest";
import { createApi } from "./api.ts";
import { readAll } from "./read-all.ts";

/** A list of so many numbers, answered as the platform API does. */
function listOf(total: number) {
  const asked: string[] = [];
  const api = createApi({
    onSignedOut: () => {},
    fetch: async (path) => {
      asked.push(String(path));
      const { searchParams } = new URL(String(path), "http://studio.test");
      const [offset, limit] = ["offset", "limit"].map((name) => Number(searchParams.get(name)));
      const rows = Array.from({ length: total }, (_, at) => at);
      const page = rows.slice(offset, (offset ?? 0) + (limit ?? 0));
      return new Response(JSON.stringify({ total, rows: page }));
    },
  });
  interface Numbers {
    readonly total: number;
    readonly rows: readonly number[];
  }
  const rowsOf = ({ rows }: Numbers) => rows;
  const { signal } = new AbortController();
  const read = () => readAll<Numbers, number>(api, "/v1/numbers/?kind=all", rowsOf, signal);
  return { asked, read };
}

test.each([
  [0, 1],
  [100, 1],
  [101, 2],
  [250, 3],
])("%i rows come in order by %i calls", async (total, calls) => {
  const { asked, read } = listOf(total);
  expect(await read()).toEqual(Array.from({ length: total }, (_, at) => at));
  expect(asked).toHaveLength(calls);
});
