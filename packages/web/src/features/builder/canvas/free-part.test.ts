import { expect, test } from "vitest";
import { type Edges, freePart } from "./free-part.ts";

const edgesOf = ({ left, top, right, bottom }: Edges) => ({ left, top, right, bottom });
const canvas = { left: 52, top: 48, right: 800, bottom: 900 };
const drawer = { left: 52, top: 48, right: 300, bottom: 900 };
const form = { left: 440, top: 48, right: 800, bottom: 900 };
const sheet = { left: 52, top: 440, right: 800, bottom: 900 };

test("panels take what they lie over from the side that they come from", () => {
  expect(freePart(canvas, [])).toEqual(canvas);
  expect(freePart(canvas, [form])).toEqual({ ...canvas, right: 440 });
  expect(freePart(canvas, [drawer, form])).toEqual({ ...canvas, left: 300, right: 440 });
});

test("a sheet leaves what is above it", () => {
  expect(freePart(canvas, [sheet])).toEqual({ ...canvas, bottom: 440 });
});

test("a panel beside the canvas takes nothing, nor does one over all of it", () => {
  expect(freePart(canvas, [{ ...drawer, left: 0, right: 52 }])).toEqual(canvas);
  expect(freePart(canvas, [canvas])).toEqual(canvas);
});

test("boxes as the browser gives them serve as well", () => {
  const [over, under] = [new DOMRect(440, 48, 360, 852), new DOMRect(52, 48, 748, 852)];
  expect(edgesOf(freePart(under, [over]))).toEqual({ ...canvas, right: 440 });
});
