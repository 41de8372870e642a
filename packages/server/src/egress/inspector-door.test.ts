import { afterEach, expect, test } from "vitest";
import type { EgressPolicy } from "../ports/egress.ts";
import { parseAllowList } from "./allow-list.ts";
import { createEgress } from "./create-egress.ts";
import { failedAnswer, goodAnswer } from "./testing/outbound-answer.ts";
import { outboundRequest } from "./testing/outbound-request.ts";
import { plainAnswer } from "./testing/raw-receiver.ts";
import { createReceivers } from "./testing/receivers.ts";

const receivers = createReceivers();
afterEach(() => receivers.closeAll());

const policies: readonly EgressPolicy[] = ["hook", "webhook-block"];
const publicOwn = { host: "chat.example.org", port: 443 };

/** An installation that listens on a port of its own and is known outside as chat.example.org. */
async function installed(more: { readonly allow?: string } = {}) {
  const receiver = await receivers.answering(plainAnswer("seen"));
  const egress = createEgress({
    allow: parseAllowList(more.allow ?? "").rules,
    own: [publicOwn, { host: "127.0.0.1", port: receiver.port }],
    inspectorsAt: `http://127.0.0.1:${receiver.port}`,
    lookup: () => {
      throw new Error("Nothing is looked up here.");
    },
  });
  return { egress, receiver };
}

test.each(policies)(
  "an inspector of our own is reached by %s under each of our addresses",
  async (policy) => {
    const { egress, receiver } = await installed();
    for (const base of [`http://127.0.0.1:${receiver.port}`, "https://chat.example.org"]) {
      const url = `${base}/v1/inspector/7-abc_D/deep/path?x=1`;
      expect(egress.check(url, policy)).toBeNull();
      expect(goodAnswer(await egress.send(outboundRequest({ url, policy }))).status).toBe(200);
    }
    expect(receiver.requests.map((it) => it.toString().split("\r\n")[0])).toEqual(
      Array(2).fill("POST /v1/inspector/7-abc_D/deep/path?x=1 HTTP/1.1"),
    );
    await egress.close();
  },
);

test("nothing else of our own address is reached, however it is written", async () => {
  const { egress, receiver } = await installed({ allow: "127.0.0.0/8" });
  const own = `http://127.0.0.1:${receiver.port}`;
  for (const rest of [
    ...["/", "/v1/customers/", "/v1/inspector", "/v1/inspector/", "/v1/inspectors/1/"],
    ...["/v1/inspector/a/../../customers/", "/v1/inspector/%2e%2e/customers/"],
    ...["/v1/inspector/a%2f..%2f..%2fcustomers/", "/v1/inspector/..%2fcustomers/"],
    ...["/v1/inspector/a\\..\\..\\customers/", "//v1/inspector/a/", "/v1//inspector/a/"],
    ...["/V1/inspector/a/", "/v1/inspector/a;b/", "/x?/v1/inspector/a/", "/x#/v1/inspector/a/"],
  ])
    for (const base of [own, "https://chat.example.org"])
      for (const policy of policies) {
        const url = `${base}${rest}`;
        expect(egress.check(url, policy), url).toMatchObject({ code: "own-address" });
        const answer = await egress.send(outboundRequest({ url, policy }));
        expect(failedAnswer(answer).reason, url).toBe("refused-by-policy");
      }
  expect(receiver.connections()).toBe(0);
  await egress.close();
});

test("an inspector's path opens no other server, no other port and no other scheme", async () => {
  const { egress, receiver } = await installed();
  const other = await receivers.answering(plainAnswer());
  for (const base of [
    `http://127.0.0.1:${other.port}`,
    `http://user@127.0.0.1:${receiver.port}`,
    `ftp://127.0.0.1:${receiver.port}`,
    "http://169.254.169.254",
  ])
    expect(egress.check(`${base}/v1/inspector/a/`, "hook"), base).not.toBeNull();
  expect([other.connections(), receiver.connections()]).toEqual([0, 0]);
  await egress.close();
});

test("without a place where inspectors are, they are refused like all of our own", async () => {
  const egress = createEgress({ allow: [], own: [publicOwn] });
  expect(egress.check("https://chat.example.org/v1/inspector/a/", "hook")).toMatchObject({
    code: "own-address",
  });
  await egress.close();
});
