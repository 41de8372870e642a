import { link, open, unlink } from "node:fs/promises";
import { CommandFailure } from "./command-failure.ts";

/** Writes pieces of text to a new file, readable by its owner alone, which gets its name when it is complete. */
export async function writeNewFile(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  const target = await open(partial, "wx", 0o600);
  try {
    for await (const piece of pieces) await target.write(piece);
    await target.sync();
    await link(partial, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
      throw new CommandFailure(`${file} is there already. Move it away, or name another file.`);
    });
  } finally {
    await target.close();
    await unlink(partial);
  }
}
