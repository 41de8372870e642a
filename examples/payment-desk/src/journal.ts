import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** An append-only file of JSON lines. */
export interface Journal {
  /** Resolves when the record is on the disk, not merely in a buffer. */
  append(record: unknown): Promise<void>;
  /** Resolves when everything appended so far is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Line {
  readonly text: string;
  readonly done: PromiseWithResolvers<void>;
}

/**
 * Opens the file, gives back what it holds and is ready to append.
 * A torn last line (power went while it was written, so nobody was told it was kept) is cut off;
 * damage anywhere else is an Error with its line number.
 * After one failed write every append fails and `onFailure` is told: what the disk holds is then unknown.
 */
export async function openJournal(
  path: string,
  onFailure: (error: unknown) => void,
): Promise<{ records: unknown[]; journal: Journal }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "a+", 0o600);
  const bytes = await file.readFile();
  const { records, length } = readLines(bytes, path);
  if (length < bytes.length) await file.truncate(length);
  await file.sync();
  await syncFolder(dirname(path));
  return { records, journal: createAppender(file, onFailure) };
}

function readLines(bytes: Buffer, path: string): { records: unknown[]; length: number } {
  const records: unknown[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    try {
      records.push(JSON.parse(bytes.toString("utf8", start, end)));
    } catch {
      if (end + 1 === bytes.length) break;
      throw new Error(`${path}: line ${records.length + 1} is damaged`);
    }
    start = end + 1;
  }
  return { records, length: start };
}

function createAppender(file: FileHandle, onFailure: (error: unknown) => void): Journal {
  let waiting: Line[] = [];
  let flushing: Promise<void> | null = null;
  let last: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | null = null;

  /** One fsync for all lines that came while the previous one ran. */
  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await write(batch).then(
        () => batch.forEach((line) => void line.done.resolve()),
        (error: unknown) => batch.forEach((line) => void line.done.reject(error)),
      );
    }
    flushing = null;
  }

  async function write(batch: readonly Line[]): Promise<void> {
    if (failure) throw failure.error;
    try {
      await file.appendFile(batch.map((line) => line.text).join(""));
      await file.datasync();
    } catch (error) {
      failure = { error };
      onFailure(error);
      throw error;
    }
  }

  return {
    append(record) {
      const done = Promise.withResolvers<void>();
      waiting.push({ text: `${JSON.stringify(record)}\n`, done });
      last = done.promise;
      flushing ??= flush();
      return done.promise;
    },
    settled: () => last,
    async close() {
      await flushing;
      await file.close();
    },
  };
}

/** A new file is only safe once its folder's entry is on the disk as well. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync();
  await folder.close();
}
