import { renderHook } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createApi } from "../../../data/api.ts";
import { ApiContext } from "../../../data/api-context.ts";
import { smallFlow } from "../model/testing/random-edits.ts";
import { useDraftSaver } from "./use-draft-saver.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("whoever looks at a draft asks every fifteen seconds what is new; a hidden page asks nobody", async () => {
  vi.useFakeTimers();
  const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
  const asked: (string | null)[] = [];
  const ask: typeof fetch = async (_path, init) => {
    asked.push(new Headers(init?.headers).get("if-none-match"));
    return new Response(null, { status: 304 });
  };
  const api = createApi({ fetch: ask, onSignedOut: () => undefined });
  const draft = { flow: smallFlow, etag: '"7"', savedBy: null, savedMs: 0 };
  const { unmount } = renderHook(() => useDraftSaver("12", draft), {
    wrapper: ({ children }) => <ApiContext value={api}>{children}</ApiContext>,
  });
  await vi.advanceTimersByTimeAsync(31_000);
  expect(asked).toEqual(['"7"', '"7"']);
  visibility.mockReturnValue("hidden");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
  visibility.mockReturnValue("visible");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toHaveLength(3);
  unmount();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(3);
});
