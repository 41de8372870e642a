import { crc32 } from "node:zlib";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { createImageCleaner } from "./clean-image.ts";
import type { ImageFormat } from "./redraw-image.ts";

// Each image takes a process of its own, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 30_000 });

const cleanImage = createImageCleaner({ maxPixels: 1_000_000, maxSide: 300 });

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c33" } });

async function clean(image: Uint8Array, format: ImageFormat): Promise<Buffer> {
  const cleaned = await cleanImage(image, format);
  if (cleaned === undefined) throw new Error("The image was refused.");
  return Buffer.from(cleaned);
}

test("leaves no EXIF, neither place nor camera, and turns the picture upright first", async () => {
  const photo = await picture(40, 20)
    .jpeg()
    .withExif({ IFD0: { Make: "CAMERA-CANARY" }, IFD3: { GPSLatitude: "40/1 26/1 46/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(photo.includes("Exif")).toBe(true);
  const cleaned = await clean(photo, "jpeg");
  const { exif, width, height, orientation } = await sharp(cleaned).metadata();
  expect({ exif, width, height, orientation }).toEqual({ width: 20, height: 40 });
  expect(cleaned.includes("CANARY")).toBe(false);
});

test("leaves nothing of HTML that hides in a PNG, in a chunk or behind the end", async () => {
  const html = "<html><script>alert('CANARY')</script>";
  const png = withChunk(await picture(10, 10).png().toBuffer(), "tEXt", `Comment\0${html}`);
  expect((await sharp(png).metadata()).comments?.[0]?.text).toBe(html);
  const cleaned = await clean(Buffer.concat([png, Buffer.from(html)]), "png");
  expect(cleaned.includes("CANARY")).toBe(false);
  expect(await sharp(cleaned).metadata()).toMatchObject({ format: "png", width: 10, height: 10 });
});

test("leaves nothing of a script behind the picture of a GIF", async () => {
  const gif = await picture(10, 10).gif().toBuffer();
  const cleaned = await clean(Buffer.concat([gif, Buffer.from("*/=alert('CANARY')//")]), "gif");
  expect(cleaned.includes("CANARY")).toBe(false);
});

test("refuses a script that only wears the first bytes of a GIF", async () => {
  expect(await cleanImage(Buffer.from("GIF89a/*\0\0*/=alert(1)//"), "gif")).toBeUndefined();
});

test("refuses a picture of more pixels than it may have, however small its file", async () => {
  const bomb = await picture(1_001, 1_000).png().toBuffer();
  expect(bomb.length).toBeLessThan(20_000);
  expect(await cleanImage(bomb, "png")).toBeUndefined();
  expect(await cleanImage(await picture(1_000, 1_000).png().toBuffer(), "png")).toBeDefined();
});

test("refuses a header that promises a gigapixel before it makes room for it", async () => {
  const bomb = await picture(10, 10).png().toBuffer();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  const before = process.memoryUsage().rss;
  expect(await cleanImage(bomb, "png")).toBeUndefined();
  expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
});

test.each(["gif", "webp"] as const)(
  "keeps an animated %s animated, within the pixels of all frames",
  async (format) => {
    const frames = await Promise.all(
      ["#f00", "#0f0", "#00f"].map((background) =>
        sharp({ create: { width: 400, height: 200, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { delay: [100, 200, 300], loop: 2 })
      .toBuffer();
    const cleaned = await clean(animation, format);
    expect(await sharp(cleaned, { animated: true }).metadata()).toMatchObject({
      pages: 3,
      width: 300,
      pageHeight: 150,
      delay: [100, 200, 300],
      loop: 2,
    });
    const strict = createImageCleaner({ maxPixels: 400 * 200 * 2, maxSide: 300 });
    expect(await strict(animation, format)).toBeUndefined();
  },
);

test.each(["jpeg", "png", "webp"] as const)("refuses a %s that breaks off", async (format) => {
  const whole = await picture(200, 200).toFormat(format).toBuffer();
  expect(await cleanImage(whole.subarray(0, whole.length / 2), format)).toBeUndefined();
});

test("refuses an image that is another format than its first bytes say", async () => {
  expect(await cleanImage(await picture(10, 10).png().toBuffer(), "jpeg")).toBeUndefined();
  expect(await cleanImage(Buffer.from("<svg width='9' height='9'/>"), "png")).toBeUndefined();
});

test("a machine too busy to begin is no fault of the image; an image that takes too long to draw is refused", async () => {
  const limits = { maxPixels: 10_000_000, maxSide: 3_000 };
  const large = await picture(3_000, 3_000).webp().toBuffer();
  const busy = createImageCleaner(limits, { startMs: 1, drawMs: 20_000 });
  await expect(busy(large, "webp")).rejects.toThrow();
  const hasty = createImageCleaner(limits, { startMs: 20_000, drawMs: 1 });
  expect(await hasty(large, "webp")).toBeUndefined();
  const patient = createImageCleaner(limits, { startMs: 20_000, drawMs: 20_000 });
  expect(await patient(large, "webp")).toBeDefined();
});

test("goes on with the next image after a broken one", async () => {
  const good = await picture(10, 10).jpeg().toBuffer();
  const outcomes = await Promise.all([
    cleanImage(Buffer.from("\xff\xd8\xff", "latin1"), "jpeg"),
    cleanImage(good, "jpeg"),
  ]);
  expect(outcomes.map((outcome) => outcome !== undefined)).toEqual([false, true]);
});

/** A PNG with one more chunk after its header (8 bytes signature, 25 bytes IHDR). */
function withChunk(png: Buffer, type: string, content: string): Buffer {
  const body = Buffer.from(type + content, "latin1");
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([
    png.subarray(0, 33),
    frame.subarray(0, 4),
    body,
    frame.subarray(4),
    png.subarray(33),
  ]);
}
