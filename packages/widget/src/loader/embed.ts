import type { FrameMessage, HostMessage } from "../embed/protocol.ts";
import { field, text } from "../wire/fields.ts";
import { createEmitter, type Emitter, type Events } from "./emitter.ts";
import { type FrameLink, openFrame } from "./frame-link.ts";
import { buildStage, element, type Shape, type Stage } from "./stage.ts";

export type EmbedOptions = {
  readonly configUrl: string;
  readonly customData?: Record<string, unknown> | undefined;
  /** The element, or a selector of it, for `Container` and `ContainerPopup`. */
  readonly container?: string | Element;
};

/** A chat on a host page, after Landbot's SDK. */
export type Embed = Events & {
  readonly core: { readonly events: Events };
  open(): void;
  close(): void;
  destroy(): void;
  onLoad(listener: () => void): void;
  sendMessage(message: Omit<Extract<HostMessage, { kind: "say" }>, "kind">): void;
  setCustomData(data: Record<string, unknown>): void;
};

/** Puts a chat on the page. Nothing of it is loaded before it is needed, save its look. */
export function createEmbed(shape: Shape, options: EmbedOptions): Embed {
  const { emit, events } = createEmitter();
  const pageUrl = new URL(options.configUrl.replace(/json$/, "html"), document.baseURI);
  const hasLauncher = shape !== "page" && shape !== "container";
  const stage = buildStage(shape, parentOf(options.container));
  const { launcher, frame, proposal } = stage;
  let link: FrameLink | undefined;
  let isOpen = false;
  let { customData } = options;

  const greet = (): HostMessage[] => [
    {
      kind: "connect",
      placement: shape === "inside" ? "bubble" : shape,
      canClose: hasLauncher,
      pageUrl: location.href,
      customData,
    },
    { kind: "show", isOpen, takesFocus: false },
  ];
  const load = () => {
    link ??= openFrame(frame, pageUrl, handle(stage, pageUrl, emit, show), greet);
    return link;
  };

  function show(wanted: boolean, byHand = false) {
    if (isOpen === wanted) return;
    isOpen = wanted;
    withdraw(proposal, emit);
    // A keyboard that slides over a phone's screen is the visitor's to call.
    const takesFocus = byHand && matchMedia("(hover: hover)").matches;
    load().send({ kind: "show", isOpen, takesFocus });
    stage.root.toggleAttribute("data-open", isOpen);
    launcher.ariaExpanded = `${isOpen}`;
    if (byHand) (isOpen ? frame : launcher).focus();
    emit(isOpen ? "widget_open" : "widget_close");
  }

  void readLook(options.configUrl).then((config) => {
    paint(stage, config, pageUrl);
    const proactives = field(config, "conditional_proactives");
    if (hasLauncher && field(proactives, "enabled")) {
      const propose = () => isOpen || offer(proposal, config, emit, show);
      setTimeout(propose, (Number(field(proactives, "timeout")) || 5) * 1000);
    }
    emit("load");
  });
  if (hasLauncher) {
    launcher.onclick = () => show(!isOpen, true);
    launcher.onpointerenter = load;
    if (isKnown(pageUrl)) load();
  } else {
    launcher.remove();
    show(true);
  }

  return {
    ...events,
    core: { events },
    open: () => show(true),
    close: () => show(false),
    destroy() {
      link?.close();
      stage.remove();
    },
    onLoad: (listener) => events.on("load", listener),
    sendMessage: (message) => load().send({ kind: "say", ...message }),
    setCustomData(data) {
      customData = { ...customData, ...data };
      load().send({ kind: "custom-data", data });
    },
  };
}

type Show = (isOpen: boolean, byHand?: boolean) => void;

function handle({ badge }: Stage, pageUrl: URL, emit: Emitter["emit"], show: Show) {
  const handlers: Record<FrameMessage["kind"], (message: unknown) => void> = {
    ready: () => emit("init"),
    close: () => show(false, true),
    unread(message) {
      const count = Number(field(message, "count"));
      badge.textContent = count > 9 ? "9+" : String(count || "");
    },
    known: () => isKnown(pageUrl, true),
    message: (message) => emit("new_message", field(message, "message")),
  };
  const known = new Map<unknown, (message: unknown) => void>(Object.entries(handlers));
  return (message: unknown) => known.get(field(message, "kind"))?.(message);
}

function offer(proposal: Element, config: unknown, emit: Emitter["emit"], show: Show): void {
  const words = firstWords(config);
  // A page that has taken its chat away wants no proposal.
  if (!words || !proposal.isConnected) return;
  const bubble = element("button", "proactive-message-bubble");
  const close = element("button", "proactive-message-close");
  bubble.dir = "auto";
  bubble.onclick = () => show(true, true);
  close.onclick = () => withdraw(proposal, emit);
  bubble.textContent = words;
  close.textContent = "×";
  close.ariaLabel = ownWord(config, "dismiss") ?? "Dismiss";
  proposal.append(bubble, close);
  emit("proactive_open");
}

function withdraw(proposal: Element, emit: Emitter["emit"]): void {
  if (proposal.firstChild) emit("proactive_close");
  proposal.replaceChildren();
}

function parentOf(container: string | Element | undefined): Element {
  const found = typeof container === "string" ? document.querySelector(container) : container;
  return found ?? document.body ?? document.documentElement;
}

/** The channel's settings; nothing where they cannot be had, the chat still opens. */
function readLook(configUrl: string): Promise<unknown> {
  return fetch(configUrl)
    .then((answer) => answer.json())
    .catch(() => null);
}

function paint({ root, frame, launcher }: Stage, config: unknown, base: URL): void {
  const accent = text(field(config, "accent")) ?? "";
  const avatar = text(field(config, "avatar_url"));
  frame.title = text(field(config, "brand_name")) ?? "Chat";
  launcher.ariaLabel = ownWord(config, "open") ?? "Open chat";
  if (CSS.supports("color", accent)) root.style.setProperty("--ground", accent);
  // The corner's side is the end of a line; words in it have their own direction. A stage with a side is painted.
  root.dir = field(field(config, "design"), "position") === "left" ? "rtl" : "ltr";
  if (!avatar) return;
  const image = element("img", "launcher-avatar");
  image.alt = "";
  image.onerror = () => image.remove();
  image.src = new URL(avatar, base).href;
  launcher.prepend(image);
}

/** What the owner calls it. */
function ownWord(config: unknown, key: string): string | undefined {
  return text(field(field(config, "text"), key));
}

/** The first greeting as plain words: the marks of Markdown are left out, nothing is read as HTML. */
function firstWords(config: unknown): string {
  const first = field(field(config, "welcome"), "0");
  const words = text(field(first, "rich_text") ?? field(first, "message")) ?? "";
  return words.replaceAll(/[*_`]/g, "");
}

/** Whether this browser has talked here before: then the chat is loaded early, for its count. */
function isKnown({ pathname }: URL, mark = false): boolean {
  const key = `@parley/known${pathname}`;
  try {
    if (mark) localStorage.setItem(key, "1");
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
