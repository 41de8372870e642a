import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type AddressScope, classify, parseAddress } from "./address-policy.ts";

function scopeOf(text: string): AddressScope | null {
  const bytes = parseAddress(text);
  return bytes === null ? null : classify(bytes);
}

test.each([
  ["0.0.0.0", "never"],
  ["0.255.255.255", "never"],
  ["1.0.0.0", "public"],
  ["9.255.255.255", "public"],
  ["10.0.0.0", "private"],
  ["10.255.255.255", "private"],
  ["11.0.0.0", "public"],
  ["100.63.255.255", "public"],
  ["100.64.0.0", "private"],
  ["100.100.100.200", "never"],
  ["100.127.255.255", "private"],
  ["100.128.0.0", "public"],
  ["126.255.255.255", "public"],
  ["127.0.0.0", "private"],
  ["127.255.255.255", "private"],
  ["128.0.0.0", "public"],
  ["168.63.129.15", "public"],
  ["168.63.129.16", "never"],
  ["168.63.129.17", "public"],
  ["169.253.255.255", "public"],
  ["169.254.0.0", "never"],
  ["169.254.169.254", "never"],
  ["169.254.255.255", "never"],
  ["169.255.0.0", "public"],
  ["172.15.255.255", "public"],
  ["172.16.0.0", "private"],
  ["172.31.255.255", "private"],
  ["172.32.0.0", "public"],
  ["191.255.255.255", "public"],
  ["192.0.0.0", "never"],
  ["192.0.0.255", "never"],
  ["192.0.1.0", "public"],
  ["192.0.2.0", "private"],
  ["192.0.3.0", "public"],
  ["192.88.98.255", "public"],
  ["192.88.99.0", "never"],
  ["192.88.100.0", "public"],
  ["192.167.255.255", "public"],
  ["192.168.0.0", "private"],
  ["192.168.255.255", "private"],
  ["192.169.0.0", "public"],
  ["198.17.255.255", "public"],
  ["198.18.0.0", "private"],
  ["198.19.255.255", "private"],
  ["198.20.0.0", "public"],
  ["198.51.99.255", "public"],
  ["198.51.100.0", "private"],
  ["198.51.101.0", "public"],
  ["203.0.112.255", "public"],
  ["203.0.113.0", "private"],
  ["203.0.114.0", "public"],
  ["223.255.255.255", "public"],
  ["224.0.0.0", "never"],
  ["239.255.255.255", "never"],
  ["240.0.0.0", "never"],
  ["255.255.255.255", "never"],
  ["::", "never"],
  ["::1", "private"],
  ["::2", "never"],
  ["::7f00:1", "never"],
  ["::ffff:8.8.8.8", "never"],
  ["64:ff9b::808:808", "never"],
  ["64:ff9b:1::1", "never"],
  ["100::1", "never"],
  ["1fff:ffff::1", "never"],
  ["2000::1", "public"],
  ["2001::1", "never"],
  ["2001:1ff:ffff::1", "never"],
  ["2001:200::1", "public"],
  ["2001:db7:ffff::1", "public"],
  ["2001:db8::1", "private"],
  ["2001:db9::1", "public"],
  ["2002::1", "never"],
  ["2003::1", "public"],
  ["3ffe:ffff::1", "public"],
  ["3fff::1", "private"],
  ["3fff:fff:ffff::1", "private"],
  ["3fff:1000::1", "public"],
  ["4000::1", "never"],
  ["fbff::1", "never"],
  ["fc00::1", "private"],
  ["fd00:ec2::254", "never"],
  ["fd20:ce::254", "never"],
  ["fdff::1", "private"],
  ["fe00::1", "never"],
  ["fe80::1", "never"],
  ["fec0::1", "never"],
  ["ff02::1", "never"],
])("%s is %s", (address, scope) => {
  expect(scopeOf(address)).toBe(scope);
});

test.each([
  "2130706433",
  "0x7f.1",
  "0177.0.0.1",
  "127.1",
  "127.0.0.1.",
  " 127.0.0.1",
  "localhost",
  "",
])("%j is not read as an address, so it is never handed to a resolver unchecked", (text) => {
  expect(parseAddress(text)).toBeNull();
});

// The list as the platform would keep it: a second opinion that shares no code with ours.
const refused = new BlockList();
for (const cidr of [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"],
  ...["172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  "168.63.129.16/32",
]) {
  const [network = "", bits] = cidr.split("/");
  refused.addSubnet(network, Number(bits), "ipv4");
}

test("an IPv4 address is public exactly when the platform's own block list lets it pass", () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const first = fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224);
  const address = fc
    .tuple(
      fc.oneof(octet, first),
      fc.oneof(octet, fc.constantFrom(0, 51, 63, 64, 88, 168)),
      octet,
      octet,
    )
    .map((bytes) => bytes.join("."));
  fc.assert(
    fc.property(address, (text) => {
      expect(scopeOf(text) === "public").toBe(!refused.check(text, "ipv4"));
    }),
    { numRuns: 5000 },
  );
});
