import { checkFlow } from "@parley/flow";
import { expect, test } from "vitest";
import { describeTemplates, templateFiles, templateFlow, templateNames } from "./templates.ts";

test("every flow that comes along is offered, and described", () => {
  const files = Object.keys(templateFiles()).map((path) => path.replace(/.*\/|\.json$/g, ""));
  expect(files.toSorted()).toEqual([...templateNames].toSorted());
  expect(Object.keys(describeTemplates()).toSorted()).toEqual(files.toSorted());
});

test.each(templateNames)("%s can be published as it is", async (name) => {
  const { document, problems } = checkFlow(await templateFlow(name));
  expect(problems.filter(({ isWarning }) => !isWarning)).toEqual([]);
  expect(Object.keys(document?.blocks ?? {}).length).toBeGreaterThan(5);
});
