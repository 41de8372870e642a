import { expect, test } from "vitest";
import { stage } from "../asking-testing.ts";
import { askUrl } from "./ask-url.ts";

test("the completed address is stored", () => {
  const asked = stage(askUrl, { text: "Your site?", field: "site" });
  asked.enter();
  expect(asked.said[0]?.extra?.input).toEqual({ kind: "url" });
  expect(asked.answer("nowhere")).toBe("asking");
  expect(asked.answer("Example.org")).toBe("success");
  expect(asked.fields).toEqual({ site: "https://example.org" });
});
