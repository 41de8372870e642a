import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteSink } from "./byte-sink.ts";

test("it holds the first bytes of all chunks up to its cap, and says when something was left out", () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 60 });
  fc.assert(
    fc.property(chunks, fc.integer({ min: 0, max: 1500 }), (parts, maxBytes) => {
      const sink = new ByteSink(maxBytes);
      const originals = parts.map((part) => Uint8Array.from(part));
      let total = 0;
      for (const part of parts) {
        const fits = total + part.length <= maxBytes;
        total += part.length;
        expect(sink.add(part)).toBe(fits);
        if (!fits) break;
      }
      const taken = Buffer.concat(parts).subarray(0, Math.min(total, maxBytes));
      expect(Buffer.from(sink.bytes())).toEqual(taken);
      expect(parts).toEqual(originals);
    }),
  );
});

test("a chunk larger than the cap is cut, also as the first one", () => {
  const sink = new ByteSink(3);
  expect(sink.add(Buffer.from("abcdef"))).toBe(false);
  expect(Buffer.from(sink.bytes()).toString()).toBe("abc");
});
