import { Worker } from "node:worker_threads";
import { StoreBroken } from "../../ports/store-failure.ts";
import type { FromWriter, ToWriter } from "./writer-thread.ts";

/** The writer's thread, from here. One that ends by itself is followed by another. */
export interface WriterWorker {
  readonly post: (message: ToWriter) => void;
  /** Asks it to end when it has done what it was sent; resolves when it has ended. */
  readonly close: () => Promise<void>;
}

export interface WriterWorkerOptions {
  readonly file: string;
  readonly onAnswer: (message: FromWriter) => void;
  /** What it was sent and has not answered may be stored or not. Called again as it exits. */
  readonly onEnd: (error: StoreBroken) => void;
  readonly onBegunAgain: () => void;
}

const BEGIN_AGAIN_MS = 1_000;

/** Starts the thread. */
export function startWriterWorker(options: WriterWorkerOptions): WriterWorker {
  let isClosing = false;
  let thread = begin();

  function begin() {
    const worker = new Worker(new URL("./writer-thread.ts", import.meta.url), {
      workerData: options.file,
      // The flags of a main program (such as --input-type) do not fit a thread that runs a file.
      execArgv: [],
    });
    worker.on("message", options.onAnswer);
    worker.on("error", (cause) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      options.onEnd(new StoreBroken(`The writer failed: ${reason}`, { cause }));
    });
    const exited = new Promise<void>((resolve) => {
      worker.once("exit", () => {
        options.onEnd(new StoreBroken("The store is closed."));
        if (!isClosing) setTimeout(beginAgain, BEGIN_AGAIN_MS).unref();
        resolve();
      });
    });
    return { worker, exited };
  }

  function beginAgain(): void {
    if (isClosing) return;
    thread = begin();
    options.onBegunAgain();
  }

  return {
    post: (message) => thread.worker.postMessage(message),
    close: () => {
      isClosing = true;
      thread.worker.postMessage("close");
      return thread.exited;
    },
  };
}
