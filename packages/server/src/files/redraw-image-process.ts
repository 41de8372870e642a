// A program of its own: draws the image on standard input anew, in the format and limits of its arguments,
// to standard output. Says on standard error when it begins to draw; ends with status 3 if the image is not to be kept.
import { buffer } from "node:stream/consumers";
import { isImageFormat, redrawImage } from "./redraw-image.ts";

const [format = "", maxPixels, maxSide] = process.argv.slice(2);
if (!isImageFormat(format)) throw new TypeError(`${format} is not a format of images.`);
const limits = { maxPixels: Number(maxPixels), maxSide: Number(maxSide) };

const image = await buffer(process.stdin);
process.stderr.write("Drawing.\n");
try {
  process.stdout.write(await redrawImage(image, format, limits));
} catch {
  process.exitCode = 3;
}
