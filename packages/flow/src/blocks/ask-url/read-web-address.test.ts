import { expect, test } from "vitest";
import { readWebAddress } from "./read-web-address.ts";

test.each([
  ["example.org", "https://example.org"],
  ["EXAMPLE.org/Path?Q=1#Top", "https://example.org/Path?Q=1#Top"],
  ["http://example.org", "http://example.org"],
  ["HTTPS://Example.ORG/", "https://example.org/"],
  ["example.org:8080/a", "https://example.org:8080/a"],
  ["192.0.2.1", "https://192.0.2.1"],
  ["bücher.example", "https://bücher.example"],
  ["xn--bcher-kva.example", "https://xn--bcher-kva.example"],
  ["россия.рф/путь", "https://россия.рф/путь"],
  ["a.example/x%20y?u=https://b.example/@ann", "https://a.example/x%20y?u=https://b.example/@ann"],
])("%j is the web address %j", (text, address) => {
  expect(readWebAddress(text)).toBe(address);
});

test.each([
  "",
  "example",
  "localhost",
  "https://",
  "https:///a",
  "//example.org",
  "javascript:alert(1)",
  "JavaScript:alert(1)//example.org",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "javascript&#58;alert(1)",
  "data:text/html,example.org",
  "vbscript:a.b",
  "file:///etc/passwd",
  "ftp://example.org",
  "mailto:ann@example.org",
  "tel:+34600111222",
  "https://ann:secret@example.org",
  "https://example.org@evil.example",
  "https://example.org\\@evil.example",
  "https://-example.org",
  "https://example-.org",
  "https://example..org",
  "https://example.org.",
  "https://1.2.3",
  "https://1.2.3.256",
  "https://example.org:70000",
  "https://example.org:a",
  "https://example.org/a b",
  'https://example.org/"onmouseover=',
  "https://example.org/<script>",
  "https://example.org/\u202egnp.exe",
  "https://[::1]/",
  `https://${"a".repeat(64)}.example`,
  `https://example.org/${"a".repeat(2048)}`,
])("%j is no web address", (text) => {
  expect(readWebAddress(text)).toBeNull();
});
