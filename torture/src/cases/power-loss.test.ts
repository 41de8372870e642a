import { expect, test } from "vitest";
import { checkImageCount } from "./power-loss.ts";

test("is content with 1,500 images of 300 turns, and with nothing less", () => {
  expect(checkImageCount({ images: 1500, acknowledged: 300 })).toEqual([]);
  expect(checkImageCount({ images: 1499, acknowledged: 300 })).toHaveLength(1);
  expect(checkImageCount({ images: 1500, acknowledged: 299 })).toHaveLength(1);
  const [violation] = checkImageCount({ images: 0, acknowledged: 0 });
  expect(violation).toMatchObject({
    invariant: "control",
    what: expect.stringMatching(/^0 images/),
  });
});
