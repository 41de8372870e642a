import { expect, test } from "vitest";
import { createAddressGate } from "./address-gate.ts";
import { parseAllowList } from "./allow-list.ts";
import { readTarget } from "./url-policy.ts";

const { rules: allow } = parseAllowList("127.0.0.0/8, 172.16.0.0/12, fd00::/8");
const machine = ["127.0.0.1", "::1", "172.18.0.5", "fd00::5"];
const gateOf = (host: string) => createAddressGate({ allow, own: [{ host, port: 8421 }], machine });

const codeOf = (url: string, host: string) => {
  const target = readTarget(url, "webhook-block", gateOf(host));
  return "code" in target ? target.code : null;
};

test.each(["0.0.0.0", "::"])(
  "who listens on %s is called by no address of the machine, whatever is allowed",
  (host) => {
    for (const address of ["127.0.0.1", "127.9.9.9", "[::1]", "172.18.0.5", "[fd00::5]"])
      expect([address, codeOf(`http://${address}:8421/metrics`, host)]).toEqual([
        ...[address, "own-address"],
      ]);
    // Neither at another port nor on another machine it is ours.
    for (const address of ["172.18.0.5:8422", "172.18.0.6:8421", "[fd00::6]:8421"])
      expect([address, codeOf(`http://${address}/metrics`, host)]).toEqual([address, null]);
  },
);

test("a name that leads to an own address is refused where it is connected to", () => {
  expect(gateOf("0.0.0.0").refusal("172.18.0.5", 8421, true)).toMatch(/is our own$/);
  expect(gateOf("0.0.0.0").refusal("172.18.0.6", 8421, true)).toBeNull();
});

test("who listens on one address is called by no other name of it, and others are not ours", () => {
  expect(codeOf("http://172.18.0.5:8421/", "172.18.0.5")).toBe("own-address");
  expect(codeOf("http://127.0.0.1:8421/", "172.18.0.5")).toBeNull();
});
