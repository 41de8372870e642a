import fc from "fast-check";
import { expect, test } from "vitest";
import type { EgressPolicy } from "../ports/egress.ts";
import { type AddressGate, createAddressGate } from "./address-gate.ts";
import { classify, parseAddress } from "./address-policy.ts";
import { parseAllowList } from "./allow-list.ts";
import { ipv4Spellings, ipv6Carriers } from "./testing/address-spellings.ts";
import { ssrfVectors } from "./testing/ssrf-vectors.ts";
import { readTarget } from "./url-policy.ts";

const nothingAllowed = createAddressGate({ allow: [], own: [] });
const allLocalAllowed = createAddressGate({
  allow: parseAllowList("0.0.0.0/1,128.0.0.0/2,192.0.0.0/3,::1,fc00::/7,2000::/3").rules,
  own: [],
});

function codeOf(url: string, policy: EgressPolicy = "hook", gate: AddressGate = nothingAllowed) {
  const target = readTarget(url, policy, gate);
  return "code" in target ? target.code : null;
}

test.each(ssrfVectors)("%s is refused for hooks and blocks", (url) => {
  expect(codeOf(url)).not.toBeNull();
  expect(codeOf(url, "webhook-block")).not.toBeNull();
});

test.each(ssrfVectors)("%s is still the vector it was written as: host %s", (url, host) => {
  expect(URL.parse(url)?.hostname ?? null).toBe(host);
});

test.each(ssrfVectors.filter(([, , why]) => why.includes("metadata")))(
  "%s is refused whatever the allow-list says",
  (url) => {
    expect(codeOf(url, "hook", allLocalAllowed)).not.toBeNull();
  },
);

const octet = fc.integer({ min: 0, max: 255 });
const anyIpv4 = fc.tuple(octet, octet, octet, octet);
const isPublic = (bytes: readonly number[]): boolean => classify(bytes) === "public";
const refusedIpv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
  fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
  fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
);

test("no spelling of a refused IPv4 address passes", () => {
  fc.assert(
    fc.property(refusedIpv4, (bytes) => {
      for (const host of [...ipv4Spellings(bytes), ...ipv6Carriers(bytes)]) {
        expect([host, codeOf(`http://${host}/`)]).not.toEqual([host, null]);
      }
    }),
    { numRuns: 500 },
  );
});

test("no spelling of a metadata address passes, even where everything else is allow-listed", () => {
  const metadata = [
    [169, 254, 169, 254],
    [169, 254, 170, 2],
    [100, 100, 100, 200],
    [168, 63, 129, 16],
    [192, 0, 0, 192],
  ] as const;
  for (const [a, b, c, d] of metadata) {
    for (const host of [...ipv4Spellings([a, b, c, d]), ...ipv6Carriers([a, b, c, d])]) {
      expect([host, codeOf(`http://${host}/`, "hook", allLocalAllowed)]).not.toEqual([host, null]);
    }
  }
});

test("no IPv6 address that carries an IPv4 address passes, not even a public or allow-listed one", () => {
  fc.assert(
    fc.property(anyIpv4, (bytes) => {
      for (const host of ipv6Carriers(bytes)) {
        if (host === "[::0.0.0.1]" || host === "[::0:1]") continue;
        expect([host, codeOf(`http://${host}/`, "hook", allLocalAllowed)]).not.toEqual([
          host,
          null,
        ]);
      }
    }),
    { numRuns: 500 },
  );
});

test("a public IPv4 address passes however it is spelled, and goes to its canonical form", () => {
  fc.assert(
    fc.property(anyIpv4.filter(isPublic), (bytes) => {
      for (const host of ipv4Spellings(bytes)) {
        const target = readTarget(`https://${host}/a?b#c`, "webhook-block", nothingAllowed);
        expect(target).toEqual({ origin: `https://${bytes.join(".")}`, path: "/a?b" });
      }
    }),
    { numRuns: 300 },
  );
});

test("a public IPv6 address passes and a random other one does not", () => {
  const part = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const address = fc.array(part, { minLength: 8, maxLength: 8 }).map((parts) => parts.join(":"));
  const globalAddress = address.map(
    (text) =>
      `2a${text.slice(-2).padStart(2, "0").replace(":", "0")}:${text.split(":").slice(1).join(":")}`,
  );
  fc.assert(
    fc.property(fc.oneof(address, globalAddress), (text) => {
      const bytes = parseAddress(text);
      expect(codeOf(`https://[${text}]/`) === null).toBe(bytes !== null && isPublic(bytes));
    }),
    { numRuns: 500 },
  );
});

test("of all 65,535 ports only 80, 443 and the unreserved ones from 1024 on pass", () => {
  const passed: number[] = [];
  for (let port = 0; port <= 65_535; port += 1) {
    if (codeOf(`https://example.com:${port}/`) === null) passed.push(port);
  }
  expect(passed.filter((port) => port < 1024)).toEqual([80, 443]);
  const refusedHigh = 65_536 - 1024 - (passed.length - 2);
  expect(refusedHigh).toBeGreaterThan(30);
  expect(refusedHigh).toBeLessThan(100);
  for (const port of [
    22, 25, 465, 587, 1433, 2375, 2376, 3306, 4222, 5432, 6222, 6379, 8222, 9200, 11_211, 27_017,
  ]) {
    expect(passed).not.toContain(port);
  }
  for (const port of [1024, 3000, 4000, 8000, 8080, 8443, 65_535]) expect(passed).toContain(port);
});

const schemes = [
  ...["about", "blob", "chrome", "cid", "data", "dav", "dict", "dns", "docker", "feed"],
  ...["file", "filesystem", "ftp", "ftps", "git", "gopher", "httpx", "imap", "imaps", "jar"],
  ...["javascript", "jdbc", "ldap", "ldaps", "mailto", "mid", "mongodb", "mysql", "netdoc", "nfs"],
  ...[
    "pop3",
    "redis",
    "rtsp",
    "sftp",
    "smb",
    "ssh",
    "tel",
    "telnet",
    "tftp",
    "unix",
    "view-source",
    "ws",
    "wss",
  ],
];

test.each(schemes)("the scheme %s is refused", (scheme) => {
  for (const written of [scheme, scheme.toUpperCase(), ` ${scheme}`]) {
    expect(codeOf(`${written}://example.com/`)).toBe("scheme");
    expect(codeOf(`${written}:example.com`)).toBe("scheme");
  }
});

test.each([
  ["https://user@example.com/", "userinfo"],
  ["https://user:secret@example.com/", "userinfo"],
  ["https://:secret@example.com/", "userinfo"],
  ["https://example.com./", "name"],
  ["https://example.com../", "name"],
  ["https://LOCALHOST/", "name"],
  ["https://a.b.internal/", "name"],
  ["https://printer.local/", "name"],
  ["https://metadata.google.internal./", "name"],
  ["https://metadata.goog/", "name"],
  ["https://ｌｏｃａｌｈｏｓｔ/", "name"],
  [
    `https://${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}/`,
    "name",
  ],
  [`https://example.com/${"a".repeat(8192)}`, "invalid-url"],
  ["https://example.com/a\r\nX: y", "invalid-url"],
  ["https://exam\nple.com/", "invalid-url"],
  ["https://example.com/\u0000", "invalid-url"],
  ["https://example.com/\ud800", "invalid-url"],
  ["//example.com/", "invalid-url"],
  ["example.com", "invalid-url"],
  ["", "invalid-url"],
  ["http://example.com/", "scheme"],
])("a block cannot call %j: %s", (url, code) => {
  expect(codeOf(url, "webhook-block")).toBe(code);
});

test.each([
  "https://example.com/",
  "https://example.com:8443/a/b?c=d",
  "https://bücher.example/",
  "https://internal.example.com/",
  "https://localhost.example.com/",
  "https://notlocal/",
])("a block can call %s", (url) => {
  expect(codeOf(url, "webhook-block")).toBeNull();
});

test("http is for hooks, and for blocks only towards what the allow-list names", () => {
  const gate = createAddressGate({ allow: parseAllowList("10.0.0.0/8:8080").rules, own: [] });
  expect(codeOf("http://93.184.216.34/", "hook", gate)).toBeNull();
  expect(codeOf("http://93.184.216.34/", "webhook-block", gate)).toBe("address");
  expect(codeOf("https://93.184.216.34/", "webhook-block", gate)).toBeNull();
  expect(codeOf("http://10.1.1.1:8080/", "webhook-block", gate)).toBeNull();
  expect(codeOf("http://10.1.1.1:8081/", "webhook-block", gate)).toBe("address");
  expect(codeOf("https://10.1.1.1:8081/", "hook", gate)).toBe("address");
});

test("the installation's own address is refused by any spelling, even when it is allow-listed", () => {
  const gate = createAddressGate({
    allow: parseAllowList("127.0.0.1").rules,
    own: [
      { host: "chat.example.com", port: 443 },
      { host: "127.0.0.1", port: 3000 },
      { host: "::1", port: 3000 },
    ],
  });
  expect(codeOf("https://CHAT.example.com/v1/", "hook", gate)).toBe("own-address");
  expect(codeOf("https://chat.example.com:8443/", "hook", gate)).toBeNull();
  expect(codeOf("http://127.1:3000/", "hook", gate)).toBe("own-address");
  expect(codeOf("http://[0:0::1]:3000/", "hook", gate)).toBe("own-address");
  expect(codeOf("http://127.0.0.1:3001/", "hook", gate)).toBeNull();
});

test("refused addresses and refused names read the same, so an answer maps nothing", () => {
  const messages = [
    "https://10.0.0.1/",
    "https://127.0.0.1/",
    "https://169.254.169.254/",
    "https://x.internal/",
  ]
    .map((url) => readTarget(url, "hook", nothingAllowed))
    .map((target) => ("code" in target ? target.message : null));
  expect(new Set(messages).size).toBe(1);
  expect(messages[0]).not.toMatch(/\d/);
});
