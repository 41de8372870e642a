import { type ExecFileException, execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ImageFormat, ImageLimits } from "./redraw-image.ts";

/** Draws an image anew; undefined if it is broken, of another format, too large, or takes too long. */
export type CleanImage = (
  image: Uint8Array,
  format: ImageFormat,
) => Promise<Uint8Array | undefined>;

/** How long an image may take. */
export interface CleaningTimes {
  /** Until the process is ready for it: on a busy machine that takes long, and is no fault of the image. */
  readonly startMs: number;
  /** From then on. */
  readonly drawMs: number;
}

const usualTimes: CleaningTimes = { startMs: 60_000, drawMs: 20_000 };

/**
 * Cleans one image after the other, each in a process of its own: decoders are the likeliest place for a hostile file
 * to break out or to crash, that process holds no secrets, and the memory it took (hundreds of MB) ends with it.
 */
export function createImageCleaner(limits: ImageLimits, times = usualTimes): CleanImage {
  let last: Promise<unknown> = Promise.resolve();
  return (image, format) => {
    const cleaned = last.then(() => redrawApart(image, format, { ...limits, ...times }));
    last = cleaned.catch(() => undefined);
    return cleaned;
  };
}

function redrawApart(
  image: Uint8Array,
  format: ImageFormat,
  { maxPixels, maxSide, startMs, drawMs }: ImageLimits & CleaningTimes,
): Promise<Uint8Array | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>();
  let isDrawing = false;
  const child = execFile(
    process.execPath,
    [PROGRAM, format, String(maxPixels), String(maxSide)],
    { encoding: "buffer", env: {}, maxBuffer: MAX_RESULT_BYTES },
    (error, result) => {
      clearTimeout(limit);
      if (error === null) resolve(result);
      else if (isFaultOfImage(error, isDrawing)) resolve(undefined);
      else reject(error);
    },
  );
  const kill = () => child.kill("SIGKILL");
  let limit = setTimeout(kill, startMs);
  // It says so when it begins to draw.
  child.stderr?.once("data", () => {
    isDrawing = true;
    clearTimeout(limit);
    limit = setTimeout(kill, drawMs);
  });
  // A process that ends early stops reading; its status says why.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(image);
  return promise;
}

const PROGRAM = fileURLToPath(new URL("./redraw-image-process.ts", import.meta.url));
const MAX_RESULT_BYTES = 32 * 2 ** 20;
const NOT_TO_BE_KEPT = 3;

// Refused, too slow, too long, or the decoder crashed; anything else is trouble of ours.
function isFaultOfImage({ code, signal }: ExecFileException, isDrawing: boolean): boolean {
  const isCrash = isDrawing && Boolean(signal);
  return code === NOT_TO_BE_KEPT || code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" || isCrash;
}
