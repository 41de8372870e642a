import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { choosePoints, crashImages } from "./crash-images.ts";
import { readTrace } from "./read-trace.ts";

const hex = (text: string): string => Buffer.from(text).toString("hex").replaceAll(/../g, "\\x$&");
const db = hex("/data/parley.db");
const wal = hex("/data/parley.db-wal");
const out = hex("/dev/pts/0");

const pwrite = (thread: number, file: string, content: string, at: number, end: string): string =>
  `${thread} pwrite64(5<${file}>, "${hex(content)}", ${content.length}, ${at}${end}`;
const ack = (id: string): string => `7 write(1<${out}>, "${hex(`ACK ${id}\n`)}", 9) = 9`;

test("reads writes, truncations and acknowledgements, and leaves other files alone", () => {
  const log = [
    ack("init"),
    pwrite(7, db, "abc", 4096, ") = 3"),
    pwrite(7, hex("/data/parley.db-shm"), "abc", 0, ") = 3"),
    `7 ftruncate(5<${wal}>, 0) = 0`,
    `7 fsync(5<${db}>) = 0`,
  ].join("\n");
  expect(readTrace(log)).toEqual([
    { kind: "ack", id: "init" },
    {
      kind: "write",
      file: "parley.db",
      at: 4096,
      data: Buffer.from("abc"),
      call: { ok: true },
    },
    { kind: "truncate", file: "parley.db-wal", at: 0, call: { ok: true } },
    { kind: "sync-begin", file: "parley.db" },
    { kind: "sync-end", file: "parley.db" },
  ]);
});

test("lets an fsync that another thread interrupts cover only what came before it", () => {
  const log = [
    ack("init"),
    pwrite(8, wal, "one", 0, ") = 3"),
    `8 fsync(5<${wal}> <unfinished ...>`,
    pwrite(9, wal, "two", 3, ") = 3"),
    "8 <... fsync resumed>) = 0",
    ack("1"),
  ].join("\n");
  const ops = readTrace(log);
  const last = ops.length - 1;
  const [image] = crashImages(ops, createRandom(1), new Set([last]));
  expect(image).toMatchObject({ mode: "drop", acked: ["1"] });
  expect(image?.files.get("parley.db-wal")?.toString()).toBe("one");
});

test("does not count an fsync that failed, nor a write that did", () => {
  const log = [
    ack("init"),
    pwrite(8, wal, "one", 0, ") = -1 EIO (Input/output error)"),
    pwrite(8, wal, "two", 0, " <unfinished ...>"),
    "8 <... pwrite64 resumed>) = -1 ENOSPC (No space left on device)",
    pwrite(8, wal, "six", 0, ") = 3"),
    `8 fsync(5<${wal}>) = -1 EIO (Input/output error)`,
  ].join("\n");
  const ops = readTrace(log);
  expect(ops.filter((op) => op.kind === "sync-end")).toEqual([]);
  const images = [...crashImages(ops, createRandom(3), new Set([ops.length - 1]))];
  expect(images.map(({ mode }) => mode)).toEqual(["drop", "prefix", "subset", "torn"]);
  for (const { files } of images)
    expect(["", "six"]).toContain(files.get("parley.db-wal")?.toString());
});

test("refuses a record that was cut or that moves data past it", () => {
  const cut = `7 pwrite64(5<${db}>, "\\x61"..., 4096, 0) = 4096`;
  expect(() => readTrace(cut)).toThrow(/raise -s/);
  expect(() => readTrace(`7 write(5<${db}>, "\\x61", 1) = 1`)).toThrow(/positioned/);
});

test("gives nothing before init and the same images for the same seed", () => {
  const log = [
    pwrite(7, db, "early", 0, ") = 5"),
    ack("init"),
    ...Array.from({ length: 30 }, (_, n) => pwrite(7, wal, "x".repeat(1024), n * 1024, ") = 1024")),
  ].join("\n");
  const ops = readTrace(log);
  const run = (seed: number) =>
    [...crashImages(ops, createRandom(seed), new Set(ops.keys()))].map(({ files }) => [...files]);
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
  expect(run(5)).toHaveLength((ops.length - 1) * 4);
});

test("tears a write only at a sector", () => {
  const log = [ack("init"), pwrite(7, wal, "x".repeat(4096), 0, ") = 4096")].join("\n");
  const ops = readTrace(log);
  const lengths = new Set<number>();
  for (let seed = 0; seed < 200; seed += 1)
    for (const { mode, files } of crashImages(ops, createRandom(seed), new Set([1])))
      if (mode === "torn") lengths.add(files.get("parley.db-wal")?.length ?? -1);
  expect(lengths.size).toBeGreaterThan(5);
  for (const length of lengths) expect(length % 512).toBe(0);
});

test("chooses its points after init and spreads them", () => {
  const log = ["7 fsync(5<\\x61>) = 0", ack("init"), ...Array(400).fill(ack("1"))].join("\n");
  const points = [...choosePoints(readTrace(log), 40, createRandom(9))];
  expect(points.length).toBeGreaterThan(30);
  expect(Math.max(...points) - Math.min(...points)).toBeGreaterThan(300);
});
