import type { FlowDocument } from "@parley/flow";
import { t } from "../../../ui/words.ts";
import { blockName } from "../model/block-name.ts";

type Say = (flow: FlowDocument, ...parts: string[]) => string;

const sayings: readonly (readonly [RegExp, Say])[] = [
  [/^comes$/, () => t("The visitor came")],
  [/^says (.+)$/, (_, text = "") => t("Visitor: {text}", { text })],
  [/^presses (.+)$/, (_, label = "") => t("Pressed {label}", { label })],
  [/^sends /, () => t("The visitor sent something")],
  [/^answers \{"status":(\d{3})/, (_, status = "") => t("Answered {status}", { status })],
  [/^answers (\d{3})/, (_, status = "") => t("Answered {status}", { status })],
  [/^fails /, () => t("The call failed")],
  [/^passes (\S+) second/, (_, count = "") => passed(count, 1)],
  [/^passes (\S+) minute/, (_, count = "") => passed(count, 60)],
  [/^passes (\S+) hour/, (_, count = "") => passed(count, 3600)],
  [/^passes (\S+) day/, (_, count = "") => passed(count, 86_400)],
  [/^sets /, () => t("Fields were set")],
  [/^goes start/, () => t("Go to the start")],
  [
    /^goes "?([^\s"]+)/,
    (flow, block = "") => t("Go to {block}", { block: blockName(flow, block) }),
  ],
  [/^resumes /, () => t("Resumed from outside")],
  [/^hands over to nobody$/, () => t("Nobody was online")],
  [/^hands over to (\w+)#/, (_, name = "") => t("{name} took it", { name })],
  [/^(\w+)#\d+ writes (.+)$/, (_, name = "", text = "") => t("{name}: {text}", { name, text })],
  [/^(\w+)#\d+ takes it$/, (_, name = "") => t("{name} took over", { name })],
  [/^the agent leaves$/, () => t("The agent left")],
];

/** Says what happened, from the line that a transcript has for it. */
export function actWords(flow: FlowDocument, line: string): string {
  for (const [pattern, say] of sayings) {
    const match = pattern.exec(line);
    if (match) return say(flow, ...match.slice(1));
  }
  return line;
}

function passed(count: string, seconds: number): string {
  return t("{time} went by", { time: spanWords(Number(count) * seconds * 1000) });
}

/** A length of time in its largest two units: 15 min, 1 h 30 min, 2 d. */
export function spanWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts: [number, (count: number) => string][] = [
    [Math.floor(seconds / 86_400), (count) => t("{count} d", { count })],
    [Math.floor(seconds / 3600) % 24, (count) => t("{count} h", { count })],
    [Math.floor(seconds / 60) % 60, (count) => t("{count} min", { count })],
    [seconds % 60, (count) => t("{count} s", { count })],
  ];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  if (shown.length === 0) return t("{count} s", { count: 0 });
  return shown.map(([count, say]) => say(count)).join(" ");
}

/** A time that runs: 0:42, 12:05, 1:02:09. */
export function elapsedWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (count: number) => String(count).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
