import type { Sharp } from "sharp";

/** The image formats that are accepted. */
export type ImageFormat = "jpeg" | "png" | "gif" | "webp";

/** Draws an image anew, so that only its pixels are left; undefined if it is broken or larger than it may be. */
export type CleanImage = (
  image: Uint8Array,
  format: ImageFormat,
) => Promise<Uint8Array | undefined>;

/**
 * Cleans one image after the other, so that memory holds one picture at a time. Turned upright, fitted into
 * `maxSide`, without EXIF, comments, profiles and trailing bytes; animations stay animations.
 * `maxPixels` counts the pixels of all frames and is checked before anything is decoded.
 */
export function createImageCleaner(limits: {
  readonly maxPixels: number;
  readonly maxSide: number;
}): CleanImage {
  let last: Promise<unknown> = Promise.resolve();
  return (image, format) => {
    const cleaned = last.then(() => redraw(image, format, limits)).catch(() => undefined);
    last = cleaned;
    return cleaned;
  };
}

async function redraw(
  image: Uint8Array,
  format: ImageFormat,
  { maxPixels, maxSide }: { readonly maxPixels: number; readonly maxSide: number },
): Promise<Uint8Array | undefined> {
  const sharp = await loadSharp();
  const source = sharp(image, {
    animated: true,
    failOn: "error",
    limitInputPixels: maxPixels,
  });
  const { format: found, pages = 1 } = await source.metadata();
  if (found !== format) return undefined;
  // Only stills carry an orientation, and animations cannot be turned.
  const upright = pages === 1 ? source.autoOrient() : source;
  return await encode(upright, format, maxSide);
}

function encode(image: Sharp, format: ImageFormat, maxSide: number): Promise<Uint8Array> {
  return image
    .resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true })
    .timeout({ seconds: 20 })
    .toFormat(format, ENCODING[format])
    .toBuffer();
}

const ENCODING = {
  jpeg: { quality: 85 },
  png: {},
  gif: { effort: 3 },
  webp: { quality: 85 },
} as const;

// Loaded with the first image: a server that gets none does not pay for the library's memory.
async function loadSharp(): Promise<typeof import("sharp").default> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

const LOADERS = ["Jpeg", "Png", "Nsgif", "Webp"].map((name) => `VipsForeignLoad${name}Buffer`);
