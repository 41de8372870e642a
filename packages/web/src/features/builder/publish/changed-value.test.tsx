import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { ChangedValue } from "./changed-value.tsx";

function show(before: string | null, after: string | null) {
  const { container } = render(<ChangedValue before={before} after={after} />);
  const texts = (what: string) => [...container.querySelectorAll(what)].map((it) => it.textContent);
  return { del: texts("del"), ins: texts("ins"), marks: texts("mark") };
}

test("of a text that changed in part, the words that differ are marked", () => {
  const before = "Thank you for the many details.\nSee you soon";
  const after = "Thank you for all the many details.\nSee you later";
  expect(show(before, after)).toEqual({
    del: [before],
    ins: [after],
    marks: ["soon", "all", "later"],
  });
});

test("what is seen at a glance stands as a whole, however much of it is the same", () => {
  const [before, after] = ["10 seconds", "30 seconds"];
  expect(show(before, after)).toEqual({ del: [before], ins: [after], marks: [] });
});

test("texts with little in common, and values that came or went, stand as a whole", () => {
  expect(show("Hello there", "Good evening to you all")).toMatchObject({ marks: [] });
  expect(show(null, "New")).toEqual({ del: [], ins: ["New"], marks: [] });
  expect(show("", "New")).toEqual({ del: [""], ins: ["New"], marks: [] });
});
