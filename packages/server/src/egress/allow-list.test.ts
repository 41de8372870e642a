import { expect, test } from "vitest";
import { parseAddress } from "./address-policy.ts";
import { isAllowListed, parseAllowList } from "./allow-list.ts";

function allows(setting: string, address: string, port: number): boolean {
  const { rules, problems } = parseAllowList(setting);
  expect(problems).toEqual([]);
  return isAllowListed(rules, parseAddress(address) ?? [], port);
}

test.each([
  ["10.0.0.0/8", "10.255.1.2", 8080, true],
  ["10.0.0.0/8", "11.0.0.0", 8080, false],
  ["10.1.2.3", "10.1.2.3", 1, true],
  ["10.1.2.3", "10.1.2.4", 1, false],
  ["10.1.2.3:8080", "10.1.2.3", 8080, true],
  ["10.1.2.3:8080", "10.1.2.3", 8081, false],
  ["10.1.2.0/23:8080", "10.1.3.9", 8080, true],
  ["10.1.2.0/23", "10.1.4.0", 8080, false],
  ["::1", "::1", 9000, true],
  ["[::1]:9000", "::1", 9000, true],
  ["[::1]:9000", "::1", 9001, false],
  ["[fd00::/8]:443", "fd12::1", 443, true],
  ["fd00::/8", "fc00::1", 443, false],
  [" 10.0.0.1 , , [::1]:80 ", "::1", 80, true],
  ["127.0.0.1", "::ffff:127.0.0.1", 80, false],
  ["", "10.0.0.1", 80, false],
])("the setting %j lets %s port %i: %s", (setting, address, port, expected) => {
  expect(allows(setting, address, port)).toBe(expected);
});

test.each([
  ["10.0.0.0/0", /1 to 32/],
  ["10.0.0.0/33", /1 to 32/],
  ["fd00::/129", /1 to 128/],
  ["10.0.0.1:0", /port/],
  ["10.0.0.1:65536", /port/],
  ["10.0.0.1:", /port/],
  ["[::1]:http", /port/],
  ["10.1.2.3/8", /beyond \/8/],
  ["fd00::1/8", /beyond \/8/],
  ["localhost", /CIDR/],
  ["127.1", /CIDR/],
  ["10.0.0.0/8/8", /CIDR/],
  ["10.0.0.0/", /1 to 32/],
  ["[fd00::", /CIDR/],
  ["169.254.169.254", /never/],
  ["169.254.0.0/16", /never/],
  ["100.100.100.200", /never/],
  ["168.63.129.16:80", /never/],
  ["fd00:ec2::254", /never/],
  ["fe80::/10", /never/],
  ["::ffff:127.0.0.1", /never/],
  ["64:ff9b::/96", /never/],
])("the entry %s is reported and lets nothing pass", (setting, problem) => {
  const { rules, problems } = parseAllowList(setting);
  expect(rules).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`"${setting}"`);
  expect(problems[0]).toMatch(problem);
});

test("every wrong entry is reported at once and the right ones are kept", () => {
  const { rules, problems } = parseAllowList("x, 10.0.0.0/8, y:1, [::1]:0");
  expect(rules).toHaveLength(1);
  expect(problems).toHaveLength(3);
});
