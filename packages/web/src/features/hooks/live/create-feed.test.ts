import { expect, test, vi } from "vitest";
import { ApiError } from "../../../data/api.ts";
import { createFeed } from "./create-feed.ts";

function pieces(...texts: readonly string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of texts) controller.enqueue(encoder.encode(text));
    },
  });
  return new Response(body);
}

test("keeps the events of one name, newest first, however they are cut", async () => {
  const open = async () =>
    pieces(
      "event: request\ndata: 1\n",
      "\nevent: missed\ndata: {}\n\nevent: req",
      "uest\ndata: 2\n\n",
    );
  const feed = createFeed({ open, event: "request", nowMs: () => 5_000 });
  const end = feed.start();
  await vi.waitFor(() => expect(feed.read().items.map(({ data }) => data)).toEqual(["2", "1"]));
  expect(feed.read().line).toBe("live");
  feed.clear();
  expect(feed.read().items).toEqual([]);
  end();
});

test("a line that breaks comes back; one that is refused does not", async () => {
  let opened = 0;
  const broken = async () => {
    opened += 1;
    if (opened === 1) throw new ApiError(0, { message: "The server cannot be reached." });
    return pieces("data: back\n\n");
  };
  const feed = createFeed({ open: broken, event: "message", nowMs: Date.now });
  const end = feed.start();
  await vi.waitFor(() => expect(feed.read().line).toBe("lost"));
  await vi.waitFor(() => expect(feed.read().items).toHaveLength(1), { timeout: 5_000 });
  end();

  let asked = 0;
  const refusing = async () => {
    asked += 1;
    throw new ApiError(403, { message: "No." });
  };
  const refused = createFeed({ open: refusing, event: "message", nowMs: Date.now });
  const stop = refused.start();
  await vi.waitFor(() => expect(refused.read()).toMatchObject({ line: "lost", error: "No." }));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(asked).toBe(1);
  stop();
});
