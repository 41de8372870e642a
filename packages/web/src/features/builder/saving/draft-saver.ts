import type { FlowDocument } from "@parley/flow";
import type { Builder } from "../builder-state.ts";
import { changesBetween } from "../model/changes.ts";
import { type Conflict, type Merge, mergeFlows, type Side, settled } from "../model/merge-flows.ts";
import { openFlow } from "../model/open-flow.ts";

/** How the edits stand towards the server. */
export type SaveState =
  | {
      readonly kind: "saved";
      readonly atMs: number;
      /** The newest of it is somebody else's: it was brought in here. */
      readonly isTheirs: boolean;
      /** Whose work it is as it stands; `null`: one's own of just now, or nobody knows. */
      readonly by: DraftAuthor | null;
    }
  | { readonly kind: "saving" }
  | { readonly kind: "offline"; readonly changes: number }
  /** Somebody else has changed the same things: nothing is sent until it is decided what counts. */
  | { readonly kind: "disputed"; readonly conflicts: number }
  | { readonly kind: "refused"; readonly message: string };

/** Somebody who has saved a draft. */
export interface DraftAuthor {
  readonly id: number;
  readonly name: string;
}

/** A draft as the server has it. */
export interface ServerDraft {
  readonly flow: FlowDocument;
  readonly etag: string;
  readonly savedBy: DraftAuthor | null;
  readonly savedMs: number;
}

/** What came of sending a draft. */
export type Sent =
  | { readonly kind: "kept"; readonly etag: string }
  | { readonly kind: "stale" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused"; readonly message: string };

/** What the saver needs of the world. */
export interface SaverPorts {
  readonly builder: Builder;
  send(flow: FlowDocument, etag: string): Promise<Sent>;
  /** The draft, unless it is still the one that this names; `null` when the server cannot be reached. */
  read(etag: string): Promise<ServerDraft | "unchanged" | null>;
  /** Keeps unsaved work where a reload finds it; `null`: there is none. */
  keep(kept: Kept | null): void;
  readonly nowMs: () => number;
  /** Calls back after a while; gives what calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** Work that the server has not got: what it was made of, and what it has become. */
export interface Kept {
  readonly base: FlowDocument;
  readonly etag: string;
  readonly mine: FlowDocument;
}

/** Sends edits to the server as they come to rest, and brings in what others do. */
export interface DraftSaver {
  read(): SaveState;
  listen(tell: () => void): () => void;
  /** Looks whether others have changed the draft, and sends what is waiting. */
  refresh(): Promise<void>;
  /** Resolves once all edits are with the server; `false` when they cannot be now. */
  flush(): Promise<boolean>;
  /** The dispute as it stands; `null` when there is none. */
  dispute(): Merge | null;
  /** What others have saved and is disputed; `null` when nothing is. */
  theirs(): ServerDraft | null;
  decide(choose: (conflict: Conflict) => Side): void;
  close(): void;
}

const restMs = 700;
const mostRestMs = 4000;
const firstRetryMs = 2000;
const mostRetryMs = 30_000;

/** Opens the way to the server for a draft that has just been read. */
export function createDraftSaver(ports: SaverPorts, draft: ServerDraft): DraftSaver {
  return new Saver(ports, draft);
}

/**
 * Saves a flow while it is edited. Invariants: 1. what is sent names the revision that it was made of; 2. an edit is
 * either with the server, on its way, or kept in this browser; 3. nothing of others is overwritten unseen.
 */
class Saver implements DraftSaver {
  readonly #ports: SaverPorts;
  readonly #listeners = new Set<() => void>();
  readonly #stopListening: () => void;
  #base: FlowDocument;
  #etag: string;
  #state: SaveState;
  #known: FlowDocument;
  #theirs: ServerDraft | null = null;
  #running: Promise<void> | null = null;
  #retryMs = firstRetryMs;
  #firstEditMs: number | null = null;
  #callOff = () => {};

  constructor(ports: SaverPorts, { flow, etag, savedBy: by, savedMs: atMs }: ServerDraft) {
    this.#ports = ports;
    this.#base = flow;
    this.#etag = etag;
    this.#state = { kind: "saved", atMs, isTheirs: false, by };
    this.#known = flow;
    this.#stopListening = ports.builder.listen(() => this.#look());
  }

  read = (): SaveState => this.#state;

  listen = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };

  async refresh(): Promise<void> {
    if (this.#isBusy()) return;
    const [etag, mine] = [this.#etag, this.#mine()];
    const read = await this.#ports.read(etag);
    // A save that began meanwhile hears of others by itself; what was read may be from before it.
    if (this.#isBusy() || this.#etag !== etag || !this.#takeIn(read)) return;
    if (this.#isDirty()) await this.#save();
    else if (typeof read === "object" && changesBetween(mine, this.#mine()).length > 0)
      this.#becomeSaved(read);
    else if (this.#state.kind !== "saved") this.#becomeSaved();
  }

  async flush(): Promise<boolean> {
    await this.#save();
    return this.#state.kind === "saved";
  }

  theirs = (): ServerDraft | null => this.#theirs;

  dispute(): Merge | null {
    if (!this.#theirs) return null;
    return mergeFlows(this.#base, this.#mine(), openFlow(this.#theirs.flow));
  }

  decide(choose: (conflict: Conflict) => Side): void {
    const merge = this.dispute();
    if (!merge || !this.#theirs) return;
    this.#become({ kind: "saving" });
    this.#goOnWith(this.#theirs, settled(merge, choose));
    void this.#save();
  }

  close(): void {
    this.#callOff();
    this.#stopListening();
  }

  #mine(): FlowDocument {
    return this.#ports.builder.read().history.document;
  }

  #isBusy(): boolean {
    return this.#state.kind === "disputed" || this.#running !== null;
  }

  #isDirty(): boolean {
    return changesBetween(this.#base, this.#mine()).length > 0;
  }

  #become(state: SaveState): void {
    this.#state = state;
    for (const tell of this.#listeners) tell();
  }

  #becomeSaved(theirs: ServerDraft | null = null): void {
    const atMs = theirs?.savedMs ?? this.#ports.nowMs();
    const by = theirs?.savedBy ?? null;
    this.#become({ kind: "saved", atMs, isTheirs: theirs !== null, by });
  }

  #becomeOffline(): void {
    const changes = changesBetween(this.#base, this.#mine()).length;
    this.#become({ kind: "offline", changes });
  }

  #keep(): void {
    const kept = { base: this.#base, etag: this.#etag, mine: this.#mine() };
    this.#ports.keep(this.#isDirty() ? kept : null);
  }

  #look(): void {
    if (this.#mine() === this.#known) return;
    this.#known = this.#mine();
    this.#keep();
    if (this.#isBusy()) return;
    if (!this.#isDirty()) {
      // Everything was taken back by hand.
      this.#callOff();
      this.#becomeSaved();
    } else if (this.#state.kind === "offline") this.#becomeOffline();
    else this.#saveSoon();
  }

  #saveSoon(): void {
    const { nowMs } = this.#ports;
    this.#firstEditMs ??= nowMs();
    if (this.#state.kind !== "saving") this.#become({ kind: "saving" });
    this.#saveAfter(Math.max(0, Math.min(restMs, this.#firstEditMs + mostRestMs - nowMs())));
  }

  #saveAfter(delayMs: number): void {
    this.#callOff();
    this.#callOff = this.#ports.after(delayMs, () => void this.#save());
  }

  async #save(): Promise<void> {
    this.#callOff();
    this.#running ??= this.#send().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #send(): Promise<void> {
    while (this.#isDirty()) if (!(await this.#sendOnce())) return;
    this.#becomeSaved();
  }

  /** `false` when there is no use in going on now. */
  async #sendOnce(): Promise<boolean> {
    if (this.#state.kind === "disputed") return false;
    if (this.#state.kind !== "offline") this.#become({ kind: "saving" });
    this.#firstEditMs = null;
    const flow = this.#mine();
    const sent = await this.#ports.send(flow, this.#etag);
    if (sent.kind === "kept") this.#noteKept(flow, sent.etag);
    else if (sent.kind === "unreachable") this.#waitForServer();
    else if (sent.kind === "refused") this.#become(sent);
    if (sent.kind !== "stale") return sent.kind === "kept";
    return this.#takeIn(await this.#ports.read(this.#etag));
  }

  #noteKept(flow: FlowDocument, etag: string): void {
    this.#base = flow;
    this.#etag = etag;
    this.#retryMs = firstRetryMs;
    this.#keep();
    this.#become({ kind: "saving" });
  }

  #waitForServer(): void {
    this.#becomeOffline();
    this.#saveAfter(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, mostRetryMs);
  }

  /** Goes on with what others have made of the draft, and with what was made here; `false` when that is not settled. */
  #takeIn(read: Awaited<ReturnType<SaverPorts["read"]>>): boolean {
    if (!read) {
      if (this.#isDirty()) this.#waitForServer();
      return false;
    }
    if (read === "unchanged" || read.etag === this.#etag) return true;
    const merge = mergeFlows(this.#base, this.#mine(), openFlow(read.flow));
    if (merge.conflicts.length > 0) {
      this.#theirs = read;
      this.#become({ kind: "disputed", conflicts: merge.conflicts.length });
      return false;
    }
    this.#goOnWith(
      read,
      settled(merge, () => "mine"),
    );
    return true;
  }

  #goOnWith(read: ServerDraft, flow: FlowDocument): void {
    this.#base = openFlow(read.flow);
    this.#etag = read.etag;
    this.#theirs = null;
    // What is published has a new revision and the same words: nothing here has to be drawn anew.
    if (changesBetween(this.#mine(), flow).length > 0) {
      const isSame = changesBetween(this.#base, flow).length === 0;
      this.#known = isSame ? this.#base : flow;
      this.#ports.builder.rebase(this.#known);
    }
    this.#keep();
  }
}
