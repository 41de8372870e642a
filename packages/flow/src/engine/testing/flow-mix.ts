import { findBlockKind } from "../../blocks/catalogue.ts";
import { type Draw, pick } from "./draw.ts";

/** The ids that blocks of a mix may have; `a` is its start. */
export const blockIds = ["a", "b", "c", "d", "e", "f"] as const;
/** The fields that blocks and outside services write. */
export const fieldNames = ["one", "two", "data"] as const;

/** Makes a flow of up to six blocks of all kinds, connected at random; it has no errors. */
export function flowFromNumbers(draw: Draw): { readonly [key: string]: unknown } {
  const used = blockIds.slice(0, 2 + draw(blockIds.length - 1));
  const places = used.map((id, index) => ({ id, used, ahead: used.slice(index + 1) }));
  return {
    format: 1,
    name: "Mix",
    start: "a",
    ...(draw(4) > 0 && { fallback: used[draw(used.length)] }),
    ...(draw(64) === 63 && { timezone: "Europe/Madrid" }),
    ...(draw(3) === 0 && { fields: { one: { type: "integer" }, data: { type: "object" } } }),
    keywords: { help: "b" },
    blocks: Object.fromEntries(places.map((place) => [place.id, blockFrom(draw, place)])),
  };
}

interface Place {
  readonly used: readonly string[];
  /** The blocks that come after this one. */
  readonly ahead: readonly string[];
}

function blockFrom(draw: Draw, place: Place) {
  const kind = drawnKinds[draw(drawnKinds.length)] ?? "";
  const params = paramsOf[kind]?.(draw, place) ?? {};
  const arrows = outputsOf(kind, params).flatMap((output) => arrowFrom(draw, place, output));
  return { kind, params, next: Object.fromEntries(arrows) };
}

/** Mostly ahead: loops that wait for nobody are dear to play, and few of them say as much as many. */
function arrowFrom(draw: Draw, { used, ahead }: Place, output: string) {
  const targets = draw(5) === 0 ? used : ahead;
  const target = targets[draw(Math.max(1, targets.length))];
  return target === undefined || draw(8) === 0 ? [] : [[output, target]];
}

/** The outputs that a kind has with these parameters. Throws where it refuses them. */
export function outputsOf(kind: string, params: unknown): readonly string[] {
  const known = findBlockKind(kind);
  return known?.outputs(known.schema.parse(params)) ?? [];
}

type MakeParams = (draw: Draw, place: Place) => { readonly [name: string]: unknown };

const field = (draw: Draw) => ({ field: pick(draw, fieldNames) });

/** What all questions share. */
const asks = (draw: Draw) => ({
  text: "What, @one?",
  ...pick(draw, [
    {},
    { timeoutSeconds: 50 },
    { idleSeconds: 20 },
    { timeoutSeconds: 50, idleSeconds: 20 },
  ]),
  ...pick(draw, [{}, { maxTries: 1 }, { maxTries: 2 }]),
});

const mornings = [["09:00", "11:00:00"]];

const paramsOf: { readonly [kind: string]: MakeParams } = {
  send_text: () => ({ text: "Hello @one @resume_url" }),
  ask_text: (draw) => ({ ...asks(draw), ...field(draw), ...(draw(2) === 0 && { minChars: 3 }) }),
  ask_number: (draw) => ({ ...asks(draw), ...field(draw), ...(draw(2) === 0 && { max: 50 }) }),
  ask_name: (draw) => ({ ...asks(draw), ...(draw(2) === 0 && field(draw)) }),
  ask_email: (draw) => ({ ...asks(draw), ...(draw(2) === 0 && field(draw)) }),
  ask_phone: (draw) => ({ ...asks(draw), ...(draw(2) === 0 && { country: "ES" }) }),
  ask_date: (draw) => ({
    ...asks(draw),
    ...field(draw),
    ...(draw(2) === 0 && { maxDate: "@now" }),
  }),
  ask_url: (draw) => ({ ...asks(draw), ...field(draw) }),
  ask_yes_no: (draw) => ({
    ...asks(draw),
    ...field(draw),
    ...(draw(2) === 0 && { noLabel: "@one" }),
  }),
  ask_file: (draw) => ({
    ...asks(draw),
    ...field(draw),
    ...(draw(2) === 0 && { kinds: ["image"] }),
  }),
  ask_rating: (draw) => ({ ...asks(draw), ...field(draw), ...(draw(2) === 0 && { scale: 10 }) }),
  buttons: (draw) => ({
    ...asks(draw),
    options: [
      { id: "left", label: "yes" },
      { id: "right", label: "no @one", value: 7, url: "https://desk.example/@two" },
    ],
    ...(draw(2) === 0 && field(draw)),
    ...(draw(3) === 0 && { allowFreeText: true }),
  }),
  media: (draw) => ({
    kind: pick(draw, ["image", "video", "audio", "document", "iframe"]),
    url: pick(draw, ["https://files.example/a.png", "@one"]),
    ...(draw(2) === 0 && { caption: "See @two" }),
  }),
  set_field: (draw) => ({
    assignments: [
      { field: "two", value: "paid" },
      { ...field(draw), value: pick(draw, ["@one", 7, "UNSET", { of: "@data" }]) },
      ...(draw(3) === 0 ? [{ field: "one", value: "@last_input", type: "integer" }] : []),
    ],
  }),
  formula: (draw) => ({
    formula: pick(draw, ["@two", "1 / @one", "IfEmpty(@two, 'paid')", "IsSet(@one)"]),
    field: "two",
    outputs: pick(draw, ["result", "boolean", { values: ["paid"] }]),
  }),
  conditions: (draw) => ({
    groups: [
      {
        rules: [
          {
            left: pick(draw, fieldNames),
            operator: pick(draw, ["equal", "not_equal"]),
            right: "paid",
          },
        ],
      },
    ],
  }),
  business_hours: (draw) => ({
    // A zone's formatter is dear to make.
    timezone: draw(16) === 15 ? "Europe/Madrid" : "UTC",
    businesshours: { 1: pick(draw, [mornings, null]) },
    ...(draw(4) === 0 && { closeddates: ["2026-01-05"] }),
  }),
  ab_test: () => ({
    options: [
      { id: "x", weight: 50 },
      { id: "y", weight: 50 },
    ],
  }),
  goal: () => ({ name: "Paid" }),
  jump: (draw, { used }) =>
    pick(draw, [
      { block: used[draw(used.length)] },
      { bot: 2 },
      { bot: 1, block: "b" },
      { bot: 2, block: "f" },
    ]),
  webhook: (draw) => ({
    url: pick(draw, ["https://desk.example/", "https://desk.example/@data/"]),
    body: { kind: "json", template: '{"url": "@resume_url", "own": "@resume_url_b"}' },
    save: [
      { path: "", field: "data" },
      { path: "status", field: "two" },
    ],
    ...(draw(2) === 0 && { routes: [{ status: "404", output: "lost" }] }),
  }),
  wait: (draw) => ({
    ...field(draw),
    timeoutSeconds: 60,
    ...(draw(2) === 0 && { text: "Soon: @resume_url" }),
  }),
  delay: (draw) => ({ seconds: pick(draw, [30, "@one", 0]) }),
  human_takeover: (draw) => ({ agents: pick(draw, ["anyone", [40]]) }),
  goodbye: (draw) => ({
    text: "Bye @one",
    ...(draw(2) === 0 && { link: { label: "On, @one", url: "https://desk.example/@two" } }),
  }),
  close: (draw) => (draw(2) === 0 ? {} : { text: "Closed." }),
};

/** The kinds that a mix is made of. */
export const mixedKinds = Object.keys(paramsOf);

/** Where others answer for the bot, most can go wrong. */
const drawnKinds = [...mixedKinds, "webhook", "webhook", "wait", "wait", "human_takeover"];
