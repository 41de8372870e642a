import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { limitTime } from "./limit-time.ts";

test("a wait that takes too long is aborted, the time between waits does not count", async () => {
  const limit = limitTime(50);
  const quick = () => sleep(10, "done", { signal: limit.signal });
  expect(await limit.hold(quick)).toBe("done");
  await sleep(80);
  expect(await limit.hold(quick)).toBe("done");
  await expect(limit.hold(() => sleep(5_000, "", { signal: limit.signal }))).rejects.toMatchObject({
    cause: { name: "TimeoutError", message: "No answer for 50 ms." },
  });
});
