import { expect, onTestFinished, test } from "vitest";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { openBlackHole } from "./testing/black-hole.ts";
import { failedAnswer } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";

test.skipIf(process.platform !== "linux")(
  "a receiver that drops what it is sent is given up after the time for connecting, and was sent nothing",
  async () => {
    const hole = await openBlackHole();
    onTestFinished(hole.close);
    const egress = createEgress({ allow: parseAllowList("127.0.0.1").rules });
    onTestFinished(() => egress.close());
    const began = performance.now();
    const answer = failedAnswer(
      await egress.send(
        outboundRequest({ url: hole.url, connectTimeoutMs: 400, totalTimeoutMs: 10_000 }),
      ),
    );
    expect(answer).toMatchObject({ reason: "connect", sent: false });
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(performance.now() - began).toBeLessThan(9_000);
  },
);
