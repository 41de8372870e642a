import css from "./stage.css?inline";

export type Shape = "bubble" | "popup" | "page" | "container" | "inside";

/** What the loader draws on the host page; the chat itself is in the frame. */
export type Stage = {
  readonly frame: HTMLIFrameElement;
  readonly launcher: HTMLButtonElement;
  /** The count of unread messages. */
  readonly badge: HTMLElement;
  /** Words beside the launcher, and the button that sends them away. */
  readonly proposal: HTMLElement;
  readonly root: HTMLElement;
  remove(): void;
};

/** Draws launcher and frame into a shadow root, where the page's styles do not reach. */
export function buildStage(shape: Shape, parent: Element): Stage {
  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  const root = element("div", "stage");
  root.classList.add(shape);
  const frame = element("iframe", "window");
  frame.allow = "fullscreen";
  const proposal = element("div", "proposal");
  const launcher = element("button", "launcher");
  const badge = element("b", "badge");
  launcher.append(
    drawing("M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3 21l2-5.8A8.4 8.4 0 1 1 21 11.5Z"),
    drawing("m6 9 6 6 6-6"),
    badge,
  );
  root.append(frame, proposal, launcher);
  shadow.append(root);
  parent.append(host);
  return { frame, launcher, badge, proposal, root, remove: () => host.remove() };
}

/** An element with a class; `part` is the anchor that Landbot's pages style it by. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  part = className,
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  node.className = className;
  node.dataset.lbPart = part;
  return node;
}

function drawing(path: string): Element {
  const make = (name: string) => document.createElementNS("http://www.w3.org/2000/svg", name);
  const svg = make("svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const line = make("path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
