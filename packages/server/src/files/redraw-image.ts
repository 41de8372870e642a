import sharp from "sharp";

/** The image formats that are accepted. */
export type ImageFormat = keyof typeof ENCODING;

/** Says whether a word is one of them. */
export function isImageFormat(word: string): word is ImageFormat {
  return Object.hasOwn(ENCODING, word);
}

/** `maxPixels` counts the pixels of all frames and is checked before anything is decoded; `maxSide` is what is kept. */
export interface ImageLimits {
  readonly maxPixels: number;
  readonly maxSide: number;
}

/**
 * An image drawn anew, so that only its pixels are left: turned upright, fitted into `maxSide`, without EXIF,
 * comments, profiles and trailing bytes; animations stay animations. Rejects if it is broken, another format or too large.
 */
export async function redrawImage(
  image: Uint8Array,
  format: ImageFormat,
  { maxPixels, maxSide }: ImageLimits,
): Promise<Uint8Array> {
  onlyAcceptedFormats();
  const source = sharp(image, { animated: true, failOn: "error", limitInputPixels: maxPixels });
  const { format: found, pages = 1 } = await source.metadata();
  if (found !== format) throw new Error(`The image is ${found}, not ${format}.`);
  // Only stills carry an orientation, and animations cannot be turned.
  const upright = pages === 1 ? source.autoOrient() : source;
  return await upright
    .resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true })
    .toFormat(format, ENCODING[format])
    .toBuffer();
}

const ENCODING = {
  jpeg: { quality: 85 },
  png: {},
  gif: { effort: 3 },
  webp: { quality: 85 },
} as const;

function onlyAcceptedFormats(): void {
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: LOADERS });
}

const LOADERS = ["Jpeg", "Png", "Nsgif", "Webp"].map((name) => `VipsForeignLoad${name}Buffer`);
