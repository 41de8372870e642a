import { expect, test } from "vitest";
import { createMailbox } from "./mailbox.ts";

test("runs the work of one key in order and one at a time, of other keys beside it", async () => {
  const mailbox = createMailbox();
  const log: string[] = [];
  const work = (name: string, steps: number) => async () => {
    log.push(`${name} begins`);
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([
    mailbox.run(1, work("a", 9)),
    mailbox.run(1, work("b", 1)),
    mailbox.run(2, work("c", 2)),
  ]);
  expect(results).toEqual(["a", "b", "c"]);
  expect(log.indexOf("a ends")).toBeLessThan(log.indexOf("b begins"));
  expect(log.indexOf("c ends")).toBeLessThan(log.indexOf("a ends"));
});

test("goes on after work that fails, and tells only its own caller", async () => {
  const mailbox = createMailbox();
  const failing = mailbox.run(1, () => Promise.reject(new Error("first")));
  const next = mailbox.run(1, async () => "second");
  await expect(failing).rejects.toThrow("first");
  expect(await next).toBe("second");
});

test("goes on after work that throws before it has begun, in a free lane and in one that waits", async () => {
  const mailbox = createMailbox();
  const throwing = (): Promise<never> => {
    throw new Error("at once");
  };
  const outcomes = await Promise.allSettled([
    mailbox.run(1, throwing),
    mailbox.run(1, throwing),
    mailbox.run(1, async () => "third"),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  await mailbox.idle();
});

test("is idle when everything has ended, what began meanwhile included", async () => {
  const mailbox = createMailbox();
  const ended: string[] = [];
  void mailbox.run(1, async () => {
    await Promise.resolve();
    void mailbox.run(2, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended.push("second");
    });
    ended.push("first");
  });
  void mailbox.run(3, () => Promise.reject(new Error("third"))).catch(() => ended.push("third"));
  await mailbox.idle();
  expect(ended.sort()).toEqual(["first", "second", "third"]);
  await mailbox.idle();
});
