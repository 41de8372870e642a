import { gzipSync } from "node:zlib";
import type { Behaviour } from "../../harness/hook-receiver.ts";
import {
  firstTimes,
  type HookFault,
  secondAttempt,
  wrongDistances,
  wrongLog,
} from "./hook-fault.ts";

const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;

/** Bytes that were on their way to somebody who does not want them: what sockets hold, both ends together. */
const mostInFlight = 16 * megabyte;

/** Writes on and on for as long as anybody reads. */
const flood =
  (headers: Readonly<Record<string, string>>): Behaviour =>
  ({ wire, response, putDown }) => {
    const piece = Buffer.alloc(64 * 1024, "x");
    putDown(200);
    response.writeHead(200, headers);
    const pour = (): void => {
      while (!response.destroyed && response.write(piece));
      if (wire.socket.bytesWritten > mostInFlight) response.destroy(new Error("All was read."));
    };
    response.on("drain", pour);
    pour();
  };

/** Answers 2xx and has been heard: the rest of what it says is of no interest. */
const taken = (name: string, behave: Behaviour): HookFault => ({
  name,
  behave: firstTimes(1, behave),
  wrong: ({ first, delivery }) => wrongDistances(first, []) ?? wrongLog(delivery, [200]),
});

/** Leaves the request without a usable answer: it comes again. */
const failed = (name: string, reason: RegExp, behave: Behaviour): HookFault => ({
  name,
  behave: firstTimes(1, behave),
  wrong: ({ first, delivery }) =>
    wrongDistances(first, [secondAttempt]) ?? wrongLog(delivery, [reason, 200]),
});

/** F12: answers that are too much, or none. */
export const answerFaults: readonly HookFault[] = [
  taken("1 GB", flood({ "content-length": String(gigabyte) })),
  taken("endless chunks", flood({})),
  taken("a bomb", ({ response, putDown }) => {
    putDown(200);
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(64 * megabyte)));
  }),
  failed("a head of 1 MB", /./, ({ wire }) => {
    wire.socket.end(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(megabyte)}\r\n\r\n`);
  }),
  failed("100 Continue", /./, ({ wire }) => {
    wire.socket.write("HTTP/1.1 100 Continue\r\n\r\n");
  }),
  failed("HTTP/0.9", /./, ({ wire }) => {
    wire.socket.end("hello\r\n");
  }),
  failed("half an answer", /./, ({ wire }) => {
    wire.socket.end("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
  }),
];

/** F7 and F13: the request comes, or begins to, and the connection breaks. */
export const brokenFaults: readonly HookFault[] = [
  failed("takes it and dies", /./, ({ wire }) => wire.socket.destroy()),
  failed("takes it and resets", /./, ({ wire }) => wire.socket.resetAndDestroy()),
];
