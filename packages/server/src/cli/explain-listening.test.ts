import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { explainListening } from "./explain-listening.ts";

const config = readConfig({ PARLEY_HOST: "10.99.99.99", PARLEY_PORT: "80", PARLEY_OPS_PORT: "81" });
const failed = (more: object) => Object.assign(new Error("cannot listen"), more);

test.each([
  [{ code: "EADDRINUSE", port: 80 }, /port 80 .*another program has it.* PARLEY_PORT=90 /],
  [{ code: "EADDRINUSE", port: 81 }, /port 81 .*another program has it.* PARLEY_OPS_PORT=91 /],
  [{ code: "EACCES", port: 80 }, /may not listen on port 80: .*reverse proxy.* PARLEY_PORT=8080$/],
  [{ code: "EADDRNOTAVAIL", port: 80 }, /^PARLEY_HOST is "10.99.99.99", which is no address/],
  [{ code: "ENOTFOUND", syscall: "getaddrinfo" }, /^PARLEY_HOST is "10.99.99.99", a name that has/],
])("says which setting leads around %j", (more, expected) => {
  expect(explainListening(failed(more), config)).toMatchObject({
    name: "CommandFailure",
    message: expect.stringMatching(expected),
  });
});

test("leaves alone what has nothing to do with listening", () => {
  const error = failed({ code: "ENOSPC", path: "/data" });
  expect(explainListening(error, config)).toBe(error);
});
