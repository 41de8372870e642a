import { expect, test } from "vitest";
import { rightsOf } from "./session.ts";

test.each([
  ["admin", { isBuilder: true, isOwner: true }],
  ["manager", { isBuilder: true, isOwner: false }],
  ["agent", { isBuilder: false, isOwner: false }],
  [undefined, { isBuilder: false, isOwner: false }],
] as const)("%s may do as much as the Studio shows them", (role, rights) => {
  expect(rightsOf(role)).toEqual(rights);
});
