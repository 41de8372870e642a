import { i18n } from "@lingui/core";
import type { BlockDocument, ParamNode } from "@parley/flow";
import { t } from "../../../ui/words.ts";
import { sayDuration } from "../inspector/model/duration.ts";
import { formWord } from "../inspector/model/form-words.ts";
import { formOf } from "../inspector/model/forms.ts";
import { faceOf } from "./block-faces.ts";

type Params = Readonly<Record<string, unknown>>;

const longest = 160;

/** What a block says or does, in one or two lines for its card; nothing where there is nothing yet. */
export function blockSummary(block: BlockDocument): string {
  const { params } = faceOf(block);
  const summary = (summaries[block.kind] ?? sayings)(params).trim();
  return summary.length > longest ? `${summary.slice(0, longest - 1)}…` : summary;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): Params =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
const sayings = (params: Params) => text(params.text);

const summaries: Readonly<Record<string, (params: Params) => string>> = {
  media: ({ kind, url, caption }) =>
    [text(caption), `${text(kind)} ${short(url)}`].filter(Boolean).join("\n"),
  set_field: ({ assignments }) => list(assignments).map(assignment).slice(0, 2).join("\n"),
  formula: ({ formula, field }) => (field ? `@${text(field)} = ${text(formula)}` : text(formula)),
  conditions: conditionsSummary,
  business_hours: ({ timezone }) => text(timezone),
  ab_test: ({ options }) =>
    list(options)
      .map((it) => `${String(record(it).weight)} %`)
      .join(" · "),
  goal: ({ name }) => text(name),
  jump: ({ bot }) => (bot === undefined ? "" : t("Bot {id}", { id: Number(bot) })),
  webhook: ({ method, url }) => `${text(method)} ${short(url)}`,
  wait: (params) =>
    [
      sayings(params),
      t("Waits {time} for @{field}", {
        time: duration(params.timeoutSeconds),
        field: text(params.field),
      }),
    ]
      .filter(Boolean)
      .join("\n"),
  delay: ({ seconds }) => (typeof seconds === "number" ? duration(seconds) : text(seconds)),
  human_takeover: ({ agents, text: words }) =>
    [
      text(words),
      agents === "anyone"
        ? t("Anyone who is online")
        : t("{count, plural, one {# agent} other {# agents}}", { count: list(agents).length }),
    ]
      .filter(Boolean)
      .join("\n"),
};

function assignment(value: unknown): string {
  const { field, value: set } = record(value);
  return set === "UNSET"
    ? t("Clear @{field}", { field: text(field) })
    : `@${text(field)} = ${JSON.stringify(set)}`;
}

function conditionsSummary({ join, groups }: Params): string {
  const between = join === "or" ? t("or") : t("and");
  return list(groups)
    .map((group) => groupSummary(record(group)))
    .join(` ${between} `);
}

function groupSummary({ join, rules }: Params): string {
  const between = join === "or" ? t("or") : t("and");
  return list(rules)
    .map((rule) => ruleSummary(record(rule)))
    .join(` ${between} `);
}

function ruleSummary({ left, operator, right }: Params): string {
  const side = text(left).includes("@") ? text(left) : `@${text(left)}`;
  const sign = signs[text(operator)] ?? operatorWord(text(operator));
  return right === undefined ? `${side} ${sign}` : `${side} ${sign} ${String(right)}`;
}

/** A comparison in the words that the form has for it. */
function operatorWord(operator: string): string {
  const rule = fieldOf(fieldOf(formOf("conditions"), "groups")?.item, "rules")?.item;
  const choice = fieldOf(rule, "operator")?.choices.find(({ value }) => value === operator);
  return choice ? formWord(choice.label) : operator;
}

function fieldOf(node: ParamNode | undefined, name: string): ParamNode | undefined {
  return node?.fields.find((field) => field.name === name);
}

const signs: Readonly<Record<string, string>> = {
  equal: "=",
  not_equal: "≠",
  greater: ">",
  less: "<",
  greater_or_equal: "≥",
  less_or_equal: "≤",
};

function short(url: unknown): string {
  return text(url)
    .replace(/^https?:\/\//, "")
    .replace(/[?#].*$/, "");
}

/** A time as one says it: *15 minutes*. */
export function duration(seconds: unknown): string {
  return sayDuration(seconds, i18n.locale || "en");
}
