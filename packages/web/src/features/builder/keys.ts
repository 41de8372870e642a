import { t } from "../../ui/words.ts";

/** What the keyboard can do on the canvas. */
export interface KeyRow {
  /** As it is shown. */
  readonly keys: string;
  readonly label: string;
  /** Whether it works where the flow can only be looked at. */
  readonly isLooking?: boolean;
  readonly matches: (event: Stroke) => boolean;
  readonly run: KeyAction;
}

/** What a row does; the screen knows how. */
export type KeyAction =
  | "left"
  | "right"
  | "up"
  | "down"
  | "inspect"
  | "next"
  | "connect"
  | "comment"
  | "delete"
  | "duplicate"
  | "undo"
  | "redo"
  | "all"
  | "none"
  | "group"
  | "arrange"
  | "find"
  | "problems"
  | "settings"
  | "fit"
  | "rename"
  | "note"
  | "nudge"
  | "keys"
  | "menu";

/** The part of a key stroke that is looked at. */
export interface Stroke {
  readonly key: string;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const hasMod = (event: Stroke) => event.metaKey || event.ctrlKey;
const plain = (key: string) => (event: Stroke) =>
  event.key.toLowerCase() === key && !hasMod(event) && !event.shiftKey && !event.altKey;
const mod = (key: string) => (event: Stroke) =>
  event.key.toLowerCase() === key && hasMod(event) && !event.shiftKey && !event.altKey;
const shift =
  (...keys: readonly string[]) =>
  (event: Stroke) =>
    keys.includes(event.key.toLowerCase()) && event.shiftKey && !hasMod(event);
const arrows = ["arrowleft", "arrowright", "arrowup", "arrowdown"];

/** All keys of the canvas, as they are listed by `?`. */
export function keyRows(): readonly KeyRow[] {
  return [
    {
      keys: "→",
      label: t("To the next block"),
      isLooking: true,
      matches: plain("arrowright"),
      run: "right",
    },
    {
      keys: "←",
      label: t("To the block before"),
      isLooking: true,
      matches: plain("arrowleft"),
      run: "left",
    },
    {
      keys: "↑",
      label: t("To the block above"),
      isLooking: true,
      matches: plain("arrowup"),
      run: "up",
    },
    {
      keys: "↓",
      label: t("To the block below"),
      isLooking: true,
      matches: plain("arrowdown"),
      run: "down",
    },
    {
      keys: "⇧ + arrows",
      label: t("Move what is selected"),
      matches: shift(...arrows),
      run: "nudge",
    },
    {
      keys: "Enter",
      label: t("Edit the block"),
      isLooking: true,
      matches: plain("enter"),
      run: "inspect",
    },
    { keys: "N", label: t("Add the next block"), matches: plain("n"), run: "next" },
    { keys: "C", label: t("Connect to a block"), matches: plain("c"), run: "connect" },
    { keys: "⇧C", label: t("Comment"), matches: shift("c"), run: "comment" },
    { keys: "F2", label: t("Rename"), matches: plain("f2"), run: "rename" },
    { keys: "⇧N", label: t("Add a note"), matches: shift("n"), run: "note" },
    {
      keys: "Del",
      label: t("Delete"),
      matches: (event) => plain("delete")(event) || plain("backspace")(event),
      run: "delete",
    },
    { keys: "⌘D", label: t("Duplicate"), matches: mod("d"), run: "duplicate" },
    { keys: "⌘A", label: t("Select all"), matches: mod("a"), run: "all" },
    {
      keys: "Esc",
      label: t("Select nothing"),
      isLooking: true,
      matches: plain("escape"),
      run: "none",
    },
    { keys: "⌘G", label: t("Group"), matches: mod("g"), run: "group" },
    { keys: "⌘Z", label: t("Undo"), matches: mod("z"), run: "undo" },
    {
      keys: "⇧⌘Z",
      label: t("Redo"),
      matches: (event) =>
        (event.key.toLowerCase() === "z" && hasMod(event) && event.shiftKey) || mod("y")(event),
      run: "redo",
    },
    { keys: "⇧A", label: t("Arrange"), matches: shift("a"), run: "arrange" },
    { keys: "⇧1", label: t("Zoom to fit"), isLooking: true, matches: shift("1", "!"), run: "fit" },
    { keys: "⌘F", label: t("Find in the flow"), isLooking: true, matches: mod("f"), run: "find" },
    { keys: "P", label: t("Show problems"), isLooking: true, matches: plain("p"), run: "problems" },
    {
      keys: "S",
      label: t("Settings of the flow"),
      isLooking: true,
      matches: plain("s"),
      run: "settings",
    },
    {
      keys: "M",
      label: t("What to do with the block"),
      isLooking: true,
      matches: plain("m"),
      run: "menu",
    },
    {
      keys: "?",
      label: t("Keys"),
      isLooking: true,
      matches: (event) => event.key === "?",
      run: "keys",
    },
  ];
}

/** Keys as this keyboard has them: ⌘ is Ctrl where there is no ⌘. */
export function keyWords(keys: string): string {
  const isApple = /Mac|iP(?:hone|ad)/.test(navigator.userAgent);
  return isApple ? keys : keys.replaceAll("⇧⌘", "Ctrl+⇧+").replaceAll("⌘", "Ctrl+");
}
