import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createMailbox } from "../mailbox.ts";
import type { Chance } from "../ports/chance.ts";
import type { Clock } from "../ports/clock.ts";
import type {
  ByteRange,
  FileKind,
  FileStore,
  FileUpload,
  OpenedFile,
  SaveOutcome,
  StoredFile,
} from "../ports/files.ts";
import { type CheckedUpload, checkUpload } from "./check-upload.ts";
import { createImageCleaner } from "./clean-image.ts";
import { downloadHeaders } from "./download-headers.ts";
import { type FileKey, formatFileKey, parseFileKey } from "./file-key.ts";
import { DATA, type FolderLayout, folderLayout } from "./folder-layout.ts";
import { orIfMissing } from "./or-if-missing.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { makeFolder, syncFolder, writeDurably } from "./write-durably.ts";

/** How much may be kept. Sizes in bytes; `maxPixels` over all frames of an image. */
export interface FileLimits {
  readonly maxBytes: number;
  readonly maxConversationBytes: number;
  readonly maxConversationFiles: number;
  readonly maxPixels: number;
  readonly maxSide: number;
}

/** 10 MiB a file, 50 MiB and 500 files a conversation, pictures of 50 megapixels shown at 4,096 at most. */
export const defaultFileLimits: FileLimits = {
  maxBytes: 10 * 2 ** 20,
  maxConversationBytes: 50 * 2 ** 20,
  maxConversationFiles: 500,
  maxPixels: 50_000_000,
  maxSide: 4_096,
};

/**
 * Keeps files in a folder, which several processes may share.
 *
 * 1. A file is there from the moment its description is in place, and by then its bytes are on the disk.
 * 2. Nothing a visitor sent becomes part of a path.
 * 3. The quota is exact within one process; several at once can pass it by what each has under way.
 */
export async function createFolderFiles(options: {
  readonly folder: string;
  readonly clock: Pick<Clock, "nowMs">;
  readonly chance: Pick<Chance, "secret">;
  readonly limits?: FileLimits;
}): Promise<FileStore> {
  const { folder, clock, chance, limits = defaultFileLimits } = options;
  const layout = folderLayout(folder);
  await makeFolder(layout.incoming);
  await removeLeftovers(layout, clock.nowMs() - LEFTOVER_AGE_MS);
  const mailbox = createMailbox();
  const cleanImage = createImageCleaner(limits);
  const newKey = (conversationId: number): FileKey => ({
    conversationId,
    secret: chance.secret(KEY_BYTES),
  });
  return {
    async save(upload) {
      const checked = await checkUpload(upload, { maxBytes: limits.maxBytes, cleanImage });
      if (!checked.ok) return checked;
      return await mailbox.run(upload.conversationId, () =>
        keep(checked, newKey(upload.conversationId), { layout, limits, ...upload }),
      );
    },
    open: (key, range) => openFile(layout, key, range),
    removeAll: (conversationId) =>
      mailbox.run(conversationId, () => removeConversation(layout, newKey(conversationId))),
    usage: async (conversationId) => (await measure(layout, conversationId)).bytes,
  };
}

const KEY_BYTES = 16;
const LEFTOVER_AGE_MS = 5 * 60_000;

async function keep(
  { name, fileType, bytes }: CheckedUpload,
  key: FileKey,
  { layout, limits, isKept = true }: Keeping,
): Promise<SaveOutcome> {
  const used = await measure(layout, key.conversationId);
  if (
    used.bytes + bytes.length > limits.maxConversationBytes ||
    used.files >= limits.maxConversationFiles
  ) {
    const detail = "The conversation's files take all the room there is for them.";
    return { ok: false, refusal: { status: 413, detail } };
  }
  const file: StoredFile = {
    key: formatFileKey(key),
    conversationId: key.conversationId,
    name,
    type: fileType.type,
    bytes: bytes.length,
    kind: fileType.kind,
  };
  if (isKept) await place(layout, key, { bytes, metadata: JSON.stringify(file) });
  return { ok: true, file };
}

interface Keeping extends Pick<FileUpload, "isKept"> {
  readonly layout: FolderLayout;
  readonly limits: FileLimits;
}

async function place(
  layout: FolderLayout,
  key: FileKey,
  { bytes, metadata }: { readonly bytes: Uint8Array; readonly metadata: string },
): Promise<void> {
  try {
    await writeDurably(layout.stagedMetadata(key), metadata);
    await writeDurably(layout.stagedData(key), bytes);
    await syncFolder(layout.incoming);
    await makeFolder(layout.conversation(key.conversationId));
    await rename(layout.stagedData(key), layout.data(key));
    await rename(layout.stagedMetadata(key), layout.metadata(key));
    await syncFolder(layout.conversation(key.conversationId));
  } catch (error) {
    const traces = [layout.metadata, layout.data, layout.stagedData, layout.stagedMetadata];
    for (const trace of traces) await rm(trace(key), { force: true });
    throw error;
  }
}

async function openFile(
  layout: FolderLayout,
  key: string,
  range: ByteRange | undefined,
): Promise<OpenedFile | null> {
  const parsed = parseFileKey(key);
  if (parsed === undefined) return null;
  return await orIfMissing(null, async () => {
    const file = storedFile.parse(JSON.parse(await readFile(layout.metadata(parsed), "utf8")));
    const data = await open(layout.data(parsed), "r");
    return { file, headers: downloadHeaders(file), stream: data.createReadStream(range) };
  });
}

const storedFile: z.ZodType<StoredFile> = z.object({
  key: z.string(),
  conversationId: z.int(),
  name: z.string(),
  type: z.string(),
  bytes: z.int(),
  kind: z.enum(["image", "document", "audio", "video"] satisfies FileKind[]),
});

async function removeConversation(layout: FolderLayout, key: FileKey): Promise<void> {
  const doomed = layout.doomed(key);
  await orIfMissing(undefined, () => rename(layout.conversation(key.conversationId), doomed));
  await rm(doomed, { recursive: true, force: true });
  await syncFolder(layout.incoming);
}

async function measure(
  layout: FolderLayout,
  conversationId: number,
): Promise<{ readonly bytes: number; readonly files: number }> {
  const folder = layout.conversation(conversationId);
  const names = await orIfMissing([], () => readdir(folder));
  const data = names.filter((name) => name.endsWith(DATA));
  const sizes = await Promise.all(
    data.map((name) => orIfMissing(0, async () => (await stat(join(folder, name))).size)),
  );
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: data.length };
}
