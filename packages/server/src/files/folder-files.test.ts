import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FileStore, StoredFile } from "../ports/files.ts";
import { createFolderFiles, defaultFileLimits } from "./folder-files.ts";

// Each image takes a process of its own, which on a busy machine takes seconds.
vi.setConfig({ testTimeout: 30_000 });

let folder = "";
let files: FileStore;

const openStore = (limits = defaultFileLimits): Promise<FileStore> =>
  createFolderFiles({
    folder,
    clock: { nowMs: () => Date.now() },
    chance: { secret: (bytes) => randomBytes(bytes).toString("base64url") },
    limits,
  });

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "parley-files-")), "data", "files");
  files = await openStore();
});
afterEach(() => rm(join(folder, "../.."), { recursive: true }));

const text = (content: string, name = "note.txt", conversationId = 1) => ({
  conversationId,
  name,
  bytes: new TextEncoder().encode(content),
});

async function saved(store: FileStore, upload: ReturnType<typeof text>): Promise<StoredFile> {
  const outcome = await store.save(upload);
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
  return outcome.file;
}

async function contentOf(store: FileStore, key: string): Promise<string | undefined> {
  const opened = await store.open(key);
  return opened === null ? undefined : (await buffer(opened.stream)).toString();
}

const everything = async (): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).sort();

test("keeps a file and hands it out as an attachment that nothing runs", async () => {
  const file = await saved(files, text("hello"));
  expect(file).toMatchObject({ name: "note.txt", kind: "document", bytes: 5, conversationId: 1 });
  const opened = await (await openStore()).open(file.key);
  expect(opened?.file).toEqual(file);
  expect(opened?.headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-disposition": `attachment; filename="note.txt"; filename*=UTF-8''note.txt`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  opened?.stream.destroy();
  expect(await contentOf(files, file.key)).toBe("hello");
});

test("hands out a part of a file, as players ask for it", async () => {
  const { key } = await saved(files, text("0123456789"));
  const opened = await files.open(key, { start: 2, end: 4 });
  expect(opened && (await buffer(opened.stream)).toString()).toBe("234");
});

test("keeps the same file twice under two keys that cannot be guessed", async () => {
  const [one, other] = [await saved(files, text("a")), await saved(files, text("a"))];
  expect(one.key).not.toBe(other.key);
  expect(one.key).toMatch(/^1\.[\w-]{22}$/);
});

test.each([
  "../../escape.txt",
  "..\\..\\escape.txt",
  "/etc/escape",
  "a/../../../escape",
  ".",
  "..",
])("makes no path of the name %j", async (name) => {
  const file = await saved(files, text("x", name));
  const secret = file.key.slice("1.".length);
  expect(await everything()).toEqual(["1", `1/${secret}.data`, `1/${secret}.json`, "incoming"]);
  expect(await readdir(join(folder, ".."))).toEqual(["files"]);
});

test("refuses a name with a control character", async () => {
  const outcome = await files.save(text("x", "a\0.txt"));
  expect(outcome).toMatchObject({ ok: false, refusal: { status: 422 } });
});

test.each([
  "../../../etc/passwd",
  "1.../../../../../etc/pass",
  "1.AAAAAAAAAAAAAAAAAAAAA/",
  "0.AAAAAAAAAAAAAAAAAAAAAA",
  "99999999999999999.AAAAAAAAAAAAAAAAAAAAAA",
  "1.AAAAAAAAAAAAAAAAAAAAAA\n",
  "incoming",
  "",
  "1.AAAAAAAAAAAAAAAAAAAAAA",
])("opens nothing under the key %j", async (key) => {
  expect(await files.open(key)).toBeNull();
});

test("does not open a file under the id of another conversation", async () => {
  const { key } = await saved(files, text("x"));
  expect(await files.open(key.replace("1.", "2."))).toBeNull();
});

test("refuses what is too large, empty, not on the list or a broken image", async () => {
  const statusOf = async (bytes: Uint8Array, name = "a.png") => {
    const outcome = await files.save({ conversationId: 1, name, bytes });
    return outcome.ok ? "kept" : outcome.refusal.status;
  };
  const limit = defaultFileLimits.maxBytes;
  expect(await statusOf(Buffer.alloc(limit, "a"))).toBe("kept");
  expect(await statusOf(Buffer.alloc(limit + 1, "a"))).toBe(413);
  expect(await statusOf(new Uint8Array())).toBe(422);
  expect(await statusOf(Buffer.from("<svg onload='alert(1)'/>"))).toBe(415);
  expect(await statusOf(Buffer.from("\x89PNG\r\n\x1a\n<html>", "latin1"))).toBe(422);
  expect((await readdir(join(folder, "1"))).length).toBe(2);
});

test("keeps a picture as it was drawn anew, under the type of its bytes", async () => {
  const png = await sharp({ create: { width: 5_000, height: 10, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const upload = { conversationId: 1, name: "holiday.html", bytes: png, declaredType: "text/html" };
  const outcome = await files.save(upload);
  expect(outcome).toMatchObject({
    ok: true,
    file: { name: "holiday.png", type: "image/png", kind: "image" },
  });
  const opened = outcome.ok ? await files.open(outcome.file.key) : null;
  const kept = opened && (await buffer(opened.stream));
  expect(kept?.length).toBe(outcome.ok && outcome.file.bytes);
  expect((await sharp(kept ?? undefined).metadata()).width).toBe(4_096);
});

test("holds a conversation to its quota, also when everything comes at once", async () => {
  const store = await openStore({ ...defaultFileLimits, maxConversationBytes: 1_000 });
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => store.save(text("x".repeat(300)))),
  );
  expect(outcomes.filter(({ ok }) => ok).length).toBe(3);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: { status: 413 } });
  expect(await store.usage(1)).toBe(900);
  expect(await store.save(text("x".repeat(100)))).toMatchObject({ ok: true });
  expect(await store.save(text("x"))).toMatchObject({ ok: false });
  expect(await store.save(text("x".repeat(1_000), "a.txt", 2))).toMatchObject({ ok: true });
});

test("holds a conversation to its number of files", async () => {
  const store = await openStore({ ...defaultFileLimits, maxConversationFiles: 2 });
  await saved(store, text("a"));
  await saved(store, text("b"));
  expect(await store.save(text("c"))).toMatchObject({ ok: false, refusal: { status: 413 } });
});

test("removes everything of one conversation and nothing of another", async () => {
  const [gone, kept] = [await saved(files, text("a")), await saved(files, text("b", "b.txt", 2))];
  await files.removeAll(1);
  await files.removeAll(3);
  expect(await files.open(gone.key)).toBeNull();
  expect(await contentOf(files, kept.key)).toBe("b");
  expect([await files.usage(1), await files.usage(2)]).toEqual([0, 1]);
  expect((await everything()).filter((path) => path.startsWith("1"))).toEqual([]);
});

test("clears at start what crashes left under way, wherever they struck", async () => {
  const { key } = await saved(files, text("stays"));
  const secret = (letter: string) => letter.repeat(22);
  const leftovers = [
    `incoming/1.${secret("A")}.json`,
    `incoming/1.${secret("B")}.json`,
    `incoming/1.${secret("B")}.data`,
    `incoming/1.${secret("C")}.json`,
    `1/${secret("C")}.data`,
    `incoming/2.${secret("D")}.removed/${secret("E")}.data`,
    "incoming/anything",
  ];
  await mkdir(join(folder, `incoming/2.${secret("D")}.removed`));
  for (const path of leftovers) await writeFile(join(folder, path), "half");
  const before = await everything();
  await openStore();
  expect(await everything(), "saves of another process go on").toEqual(before);
  const longAgo = new Date(Date.now() - 10 * 60_000);
  for (const name of await readdir(join(folder, "incoming"))) {
    await utimes(join(folder, "incoming", name), longAgo, longAgo);
  }
  const store = await openStore();
  const kept = key.slice("1.".length);
  expect(await everything()).toEqual(["1", `1/${kept}.data`, `1/${kept}.json`, "incoming"]);
  expect(await contentOf(store, key)).toBe("stays");
});

test("does not show a file whose description is not in place yet", async () => {
  await mkdir(join(folder, "1"));
  await writeFile(join(folder, `1/${"C".repeat(22)}.data`), "half");
  expect(await files.open(`1.${"C".repeat(22)}`)).toBeNull();
});

test("leaves no trace of a save that fails half way", async () => {
  await writeFile(join(folder, "1"), "a file where the conversation's folder should be");
  await expect(files.save(text("x"))).rejects.toThrow();
  expect(await everything()).toEqual(["1", "incoming"]);
});

test("lets nobody but its owner read", async () => {
  const { key } = await saved(files, text("x"));
  const { mode } = await stat(join(folder, "1", `${key.slice("1.".length)}.data`));
  expect(mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "1"))).mode & 0o777).toBe(0o700);
});

test("takes only ids that can be a conversation's", async () => {
  for (const id of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
    await expect(files.save(text("x", "a.txt", id))).rejects.toThrow(RangeError);
  }
});

test("does not load the image library into the server's own process", async () => {
  const program = `
    import { createFolderFiles } from ${JSON.stringify(join(import.meta.dirname, "folder-files.ts"))};
    const files = await createFolderFiles({
      folder: ${JSON.stringify(folder)},
      clock: { nowMs: () => Date.now() },
      chance: { secret: () => "A".repeat(22) },
    });
    const bytes = Buffer.from(process.env.IMAGE, "base64");
    const { ok } = await files.save({ conversationId: 1, name: "a.png", bytes });
    const libraries = process.report.getReport().sharedObjects.filter((path) => /vips|sharp/.test(path));
    console.log(JSON.stringify({ ok, libraries }));`;
  const image = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", program],
    { env: { IMAGE: image.toString("base64") } },
  );
  expect(JSON.parse(stdout)).toEqual({ ok: true, libraries: [] });
});
