/**
 * Reads a record of strace (`-f -qq -y -xx -s … -e trace=pwrite64,write,fsync,fdatasync,ftruncate`).
 *
 * 1. With threads a call is split into `<unfinished ...>` and `<... resumed>`; a write is pending from its start.
 * 2. An fsync makes durable what was pending when it began, and only once it returned 0.
 * 3. A record that was cut, or a call that moves file data and is not traced, is an error, never a guess.
 */
import { basename } from "node:path";
import type { TraceOp } from "./trace-op.ts";

const resumedLine = /^(\d+) +<\.\.\. \w+ resumed>.*= (-?\d+)/;
const callLine = /^(\d+) +(\w+)\(\d+<([^>]*)>(?:, (.*?))?(?:\) += (-?\d+).*| <unfinished \.\.\.>)$/;
const databaseFile = /\.db(-wal)?$/;

/** Turns the text of a record into operations on the database's files and acknowledgements (`ACK <id>` lines). */
export function readTrace(log: string): TraceOp[] {
  const ops: TraceOp[] = [];
  const running = new Map<string, TraceOp>();
  for (const line of log.split("\n")) {
    const [, resumed = "", end] = resumedLine.exec(line) ?? [];
    if (end !== undefined) {
      finish(ops, running.get(resumed), Number(end));
      running.delete(resumed);
      continue;
    }
    const [, thread = "", call = "", hexPath = "", args = "", result] = callLine.exec(line) ?? [];
    if (call === "write") ops.push(...acknowledgements(args));
    const op = operation(call, basename(unhex(hexPath).toString()), args);
    if (!op) continue;
    ops.push(op);
    if (result === undefined) running.set(thread, op);
    else finish(ops, op, Number(result));
  }
  return ops;
}

function finish(ops: TraceOp[], op: TraceOp | undefined, result: number): void {
  if (op?.kind === "sync-begin") {
    if (result === 0) ops.push({ kind: "sync-end", file: op.file });
  } else if (op && "call" in op) op.call.ok = result >= 0;
}

function acknowledgements(args: string): TraceOp[] {
  const text = unhex(/^"([^"]*)"/.exec(args)?.[1] ?? "").toString();
  return text
    .split("\n")
    .filter((line) => line.startsWith("ACK "))
    .map((line) => ({ kind: "ack", id: line.slice(4) }));
}

function operation(call: string, file: string, args: string): TraceOp | null {
  if (!databaseFile.test(file)) return null;
  switch (call) {
    case "fsync":
    case "fdatasync":
      return { kind: "sync-begin", file };
    case "ftruncate":
      return { kind: "truncate", file, at: Number(args), call: { ok: true } };
    case "pwrite64":
      return positionedWrite(file, args);
    default:
      throw new Error(`${call} on ${file}: this record is read for positioned writes only.`);
  }
}

function positionedWrite(file: string, args: string): TraceOp {
  const [, content = "", cut, at] = /^"([^"]*)"(\.\.\.)?, \d+, (\d+)/.exec(args) ?? [];
  if (cut !== undefined || at === undefined)
    throw new Error("The record was cut: raise -s of strace.");
  return { kind: "write", file, at: Number(at), data: unhex(content), call: { ok: true } };
}

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll("\\x", ""), "hex");
