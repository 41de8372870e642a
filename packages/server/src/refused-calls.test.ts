import { checkFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { parseAllowList } from "./egress/allow-list.ts";
import { refusedCalls } from "./refused-calls.ts";

function refused(url: string, allow = "") {
  const call = { kind: "webhook", params: { url } };
  const { document } = checkFlow({ format: 1, name: "Calls", start: "call", blocks: { call } });
  // One that cannot be read has been refused as a whole.
  return document ? refusedCalls(document, allow) : [];
}

const hintOf = (url: string, allow = "") => refused(url, allow)[0]?.hint ?? null;

test("names the block, its address, and the entry that lets it through", () => {
  expect(refused("http://127.0.0.1:9000/order?id=@id")).toEqual([
    {
      path: "blocks.call.params.url",
      block: "call",
      code: "refused-address",
      message:
        "A server with these settings does not call http://127.0.0.1:9000: This address must begin with https://.",
      hint: "Add 127.0.0.1:9000 to PARLEY_EGRESS_ALLOW.",
      isWarning: true,
    },
  ]);
});

test.each([
  ["https://10.1.2.3/", "10.1.2.3:443"],
  ["http://10.1.2.3/", "10.1.2.3:80"],
  ["https://192.168.1.5:8443/@path", "192.168.1.5:8443"],
  ["https://[fd00::1]:9000/", "[fd00::1]:9000"],
  ["http://[::1]/", "[::1]:80"],
  ["http://8.8.8.8:8080", "8.8.8.8:8080"],
  ["http://0x7f.1:9000/", "127.0.0.1:9000"],
])("%s is let through by %s, and by nothing else that is suggested", (url, entry) => {
  expect(hintOf(url)).toBe(`Add ${entry} to PARLEY_EGRESS_ALLOW.`);
  expect(parseAllowList(entry).problems).toEqual([]);
  expect(refused(url, entry)).toEqual([]);
  expect(hintOf(url, "172.16.0.0/12:1234")).toBe(`Add ${entry} to PARLEY_EGRESS_ALLOW.`);
});

test.each([
  "https://shop.example.org/orders/@id",
  "https://8.8.8.8/",
  "@address",
  "ftp://10.0.0.1/",
  "http://",
])("%s is called as it is, or has been found wrong already", (url) => {
  expect(refused(url)).toEqual([]);
});

test.each([
  [
    "http://localhost:9000/order",
    "Write http://127.0.0.1:9000 in its place, and add 127.0.0.1:9000 to PARLEY_EGRESS_ALLOW.",
  ],
  [
    "https://desk.internal/",
    "Write the server's address in place of its name, and add <address>:443 to PARLEY_EGRESS_ALLOW.",
  ],
  [
    "http://shop.example.org:8080/",
    "Use https, or add the address behind the name to PARLEY_EGRESS_ALLOW: <address>:8080.",
  ],
  ["http://169.254.169.254/", "No entry of PARLEY_EGRESS_ALLOW lets it through."],
  ["http://127.0.0.1:6379/", "No entry of PARLEY_EGRESS_ALLOW lets it through."],
])("%s needs something else than its entry", (url, hint) => {
  expect(hintOf(url)).toBe(hint);
});

test("blocks that call nobody are not looked at", () => {
  const blocks = { hello: { kind: "send_text", params: { text: "http://127.0.0.1/" } } };
  const { document } = checkFlow({ format: 1, name: "Calls", start: "hello", blocks });
  expect(document && refusedCalls(document, "")).toEqual([]);
});
